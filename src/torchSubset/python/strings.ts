/** Python's string literals. */

export interface Unquoted {
  readonly value: string;
  readonly isBytes: boolean;
}

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", a: "\x07", b: "\b", f: "\f", v: "\v", "\\": "\\", "'": "'", '"': '"', "\n": "" };

/** Returns the value of a literal with its prefix and quotes (Python's language reference, §2.4.1). An unknown escape stays as it is. */
export function unquoted(literal: string): Unquoted {
  const [, prefix = "", quote = ""] = /^([a-zA-Z]*)("""|'''|"|')/.exec(literal) ?? [];
  const inner = literal.slice(prefix.length + quote.length, literal.length - quote.length);
  const value = /r/i.test(prefix) ? inner : inner.replace(/\\(x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|[0-7]{1,3}|[^])/g, (written, escape: string) => {
    if (/^[xuU]./.test(escape)) return fromCode(parseInt(escape.slice(1), 16), written);
    if (/^[0-7]/.test(escape)) return fromCode(parseInt(escape, 8), written);
    return ESCAPES[escape] ?? written;
  });
  return { value, isBytes: /b/i.test(prefix) };
}

const fromCode = (code: number, otherwise: string): string => (code <= 0x10ffff ? String.fromCodePoint(code) : otherwise);
