/** Reads a number as people of many countries write it. A text with two meanings is not guessed. */

export type NumberRead =
  | { readonly kind: "number"; readonly value: number }
  /** `decimal`: with the mark as a decimal mark; `grouped`: with the mark between thousands. */
  | { readonly kind: "unclear"; readonly decimal: number; readonly grouped: number }
  | { readonly kind: "none" };

const DIGIT = /^\p{Nd}$/u;

/** Returns the ASCII digit of a decimal digit in any script. Unicode has the ten digits of a script in order, and some sets follow each other. */
function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0)!;
  let zero = code;
  while (DIGIT.test(String.fromCodePoint(zero - 1))) zero--;
  return String((code - zero) % 10);
}

/** Returns the text with ASCII digits, signs and marks, and without invisible characters. Apostrophes and spaces between digits are one space. */
export const plainNumber = (written: string): string => written
  .replace(/[\p{Cf}\u034f]/gu, "")
  .replace(/[！-～]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
  .replace(/(?![0-9])\p{Nd}/gu, asciiDigit)
  .replace(/[−‐‑–﹣]/g, "-").replace(/[。．｡٫]/g, ".").replace(/[、،﹐]/g, ",")
  .replace(/(?<=\d)[\s'’ʼ`´_٬](?=\d)/g, " ")
  .trim();

const PLAIN = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
/** Groups of three digits, of four as in China, and of two before the last three as in India. */
const grouped = (mark: string) => new RegExp(`^[+-]?(?:\\d{1,3}(?:${mark}\\d{3})+|\\d{1,4}(?:${mark}\\d{4})+|\\d{1,2}(?:${mark}\\d{2})+${mark}\\d{3})$`);
const GROUPED: Readonly<Record<string, RegExp>> = { " ": grouped(" "), ",": grouped(","), ".": grouped("\\.") };

/**
 * Reads a number. `whole`: only whole numbers make sense, so that "1.000" is a thousand. Otherwise a single point is a decimal mark, as the page
 * writes it, and a single comma before three digits is unclear: the page writes it between thousands, other countries before decimals.
 */
export function readNumber(written: string, { whole = false } = {}): NumberRead {
  const text = plainNumber(written).replace(/(?<=\d)[.,]$/, ""); // the end of a sentence
  const number = (plain: string): NumberRead => (PLAIN.test(plain) ? { kind: "number", value: Number(plain) } : { kind: "none" });
  const marks = [...new Set(text.match(/[ .,]/g))];
  const last = marks.length > 0 ? Math.max(text.lastIndexOf("."), text.lastIndexOf(","), text.lastIndexOf(" ")) : -1;
  const mark = text[last];
  if (mark === undefined) return number(text);
  const rest = text.slice(0, last);
  const ungrouped = (part: string, by: string) => (GROUPED[by]!.test(part) ? part.replaceAll(by, "") : null);
  if (marks.length === 1) {
    const thousands = ungrouped(text, mark);
    if (mark === " " || rest.includes(mark)) return thousands === null ? { kind: "none" } : number(thousands);
    const decimal = text.replace(",", ".");
    if (thousands === null || /^[+-]?0/.test(text) || (mark === "." && !whole)) return number(decimal);
    return whole ? number(thousands) : { kind: "unclear", decimal: Number(decimal), grouped: Number(thousands) };
  }
  const [by, more] = marks.filter((one) => one !== mark);
  const thousands = by === undefined || more !== undefined || mark === " " ? null : ungrouped(rest, by);
  return thousands === null ? { kind: "none" } : number(`${thousands}.${text.slice(last + 1)}`);
}
