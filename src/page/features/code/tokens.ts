/** A minimal tokenizer for Python and TypeScript, which finds keywords and comments. */
export interface Token {
  readonly kind: "plain" | "keyword" | "comment";
  readonly text: string;
}

const KEYWORDS = [
  "import", "from", "as", "class", "def", "return", "for", "in", "with", "const", "function", "export", "interface", "readonly", "type", "if", "else",
];
export type Language = "python" | "typescript";

const COMMENTS: Readonly<Record<Language, string>> = { python: "#.*", typescript: "//.*|/\\*[\\s\\S]*?\\*/" };
/** Comments and keywords inside strings do not count. */
const STRINGS = '"(?:[^"\\\\\\n]|\\\\.)*"|`[^`]*`';
const WORDS = `\\b(?:${KEYWORDS.join("|")})\\b`;

/** Splits a text into tokens. */
export function tokensOf(text: string, language: Language): readonly Token[] {
  const tokens: Token[] = [];
  let from = 0;
  for (const { 0: part, index, groups } of text.matchAll(new RegExp(`(?<comment>${COMMENTS[language]})|(?<string>${STRINGS})|(?<keyword>${WORDS})`, "g"))) {
    const kind = groups?.["comment"] !== undefined ? "comment" : groups?.["keyword"] !== undefined ? "keyword" : "plain";
    if (index > from) tokens.push({ kind: "plain", text: text.slice(from, index) });
    tokens.push({ kind, text: part });
    from = index + part.length;
  }
  if (from < text.length) tokens.push({ kind: "plain", text: text.slice(from) });
  return tokens;
}

/** Splits tokens into lines, without line ends. */
export function linesOf(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const lines: Token[][] = [[]];
  for (const { kind, text } of tokens) {
    text.split("\n").forEach((part, i) => {
      if (i > 0) lines.push([]);
      if (part !== "") lines.at(-1)!.push({ kind, text: part });
    });
  }
  return lines;
}
