/**
 * Repairs Python that was copied from a chat, a PDF, a word processor or a console, where that is certain. Strings and comments stay as they are.
 * A text without the characters and marks that such places add stays the same.
 */

export type OddKind = "quote" | "sign" | "space" | "line-break" | "invisible";
export type Repair = OddKind | "prompt" | "line-number" | "fence";

export interface Odd {
  readonly kind: OddKind;
  /** What Python has in its place; null: that is not certain. */
  readonly plain: string | null;
}

const SIGNS: Readonly<Record<string, string | null>> = {
  "−": "-", "–": "-", "‐": "-", "‑": "-", "﹣": "-", "—": null, "×": "*", "∗": "*", "⋅": "*", "÷": "/", "∕": "/", "⁄": "/", "ˆ": "^", "∼": "~",
  "≤": "<=", "≥": ">=", "≠": "!=", "→": "->", "…": "...", "【": "[", "】": "]", "、": ",", "。": ".", "´": null,
};
const KINDS: readonly (readonly [RegExp, OddKind, string])[] = [
  [/[“”„‟″＂]/, "quote", '"'], [/[‘’‚‛′＇]/, "quote", "'"], [/[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]/, "space", " "], [/[\v\x85\u2028\u2029]/, "line-break", "\n"],
  [/[\xad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/, "invisible", ""],
];

/** Returns what is known of a character that is no part of Python outside of strings and comments; null: nothing. */
export function oddCharacter(character: string): Odd | null {
  for (const [of, kind, plain] of KINDS) if (of.test(character)) return { kind, plain };
  if (Object.hasOwn(SIGNS, character)) return { kind: "sign", plain: SIGNS[character]! };
  if (/[！-～]/.test(character)) return { kind: "sign", plain: String.fromCharCode(character.charCodeAt(0) - 0xfee0) }; // full width
  return /[ﬀ-ﬆ]/.test(character) ? { kind: "sign", plain: character.normalize("NFKC") } : null; // ligatures
}

const LINE_ENDS = "\n\v\x85\u2028\u2029";
const LINE_END = new RegExp(`[${LINE_ENDS}]`, "g");
const NAME = /[\p{XID_Continue}]/u;
const PREFIX = /(?:^|[^\p{XID_Continue}])[rbfu]{1,2}$/iu;

/** What a text ends within: a string with these quotes, a comment, or code. */
export type Within = '"' | "'" | '"""' | "'''" | "#" | "";

const familyOf = (quote: string): RegExp => (quote === '"' ? /["“”„‟″＂]/g : /['‘’‚‛′＇]/g);

/** Returns where the line ends. */
function lineEnd(text: string, from: number): number {
  LINE_END.lastIndex = from;
  return LINE_END.exec(text)?.index ?? text.length;
}

/** Returns the place after the end of a string whose content begins here; null: it does not end, or not in its line. */
function afterString(text: string, from: number, quotes: string): number | null {
  for (let i = from; i < text.length; i++) {
    if (text[i] === "\\") i++;
    else if (text.startsWith(quotes, i)) return i + quotes.length;
    else if (quotes.length === 1 && text[i] === "\n") return null;
  }
  return null;
}

interface Scanned {
  readonly text: string;
  readonly within: Within;
  readonly repairs: Set<Repair>;
}

/** A string that begins or ends with typographic quotes. */
interface Quoted {
  /** It with Python's quotes. */
  readonly plain: string;
  readonly end: number;
}

/** Returns the string that begins here with a quote of either kind; null: it is not certain where it ends. */
function quotedAt(text: string, from: number, quote: string): Quoted | null {
  const family = familyOf(quote);
  const isTriple = text.slice(from, from + 3).replace(family, "") === "" && from + 3 <= text.length;
  const size = isTriple ? 3 : 1;
  const start = from + size;
  for (let end = start; end + size <= text.length && (isTriple || !LINE_ENDS.includes(text[end]!)); end++) {
    if (text[end] === "\\") end++;
    else if (text.slice(end, end + size).replace(family, "") === "") {
      const content = text.slice(start, end);
      const after = text[end + size];
      // A quote before a letter may be an apostrophe.
      return after !== undefined && NAME.test(after) ? null : { plain: quote.repeat(size) + content + quote.repeat(size), end: end + size };
    }
  }
  return null;
}

/** Repairs single characters. `within`: what the text before it ends within. */
function repairCharacters(text: string, begins: Within): Scanned {
  const repairs = new Set<Repair>();
  let within: Within = begins;
  let out = "";
  let i = 0;
  const copyTo = (end: number) => {
    out += text.slice(i, end);
    i = end;
  };
  while (i < text.length) {
    if (within === "#") {
      copyTo(lineEnd(text, i));
      if (i < text.length) within = "";
      continue;
    }
    if (within !== "") {
      const end = afterString(text, i, within);
      const line = text.indexOf("\n", i);
      if (end === null && (within.length === 3 || line < 0)) copyTo(text.length);
      else {
        copyTo(end ?? line);
        within = "";
      }
      continue;
    }
    const character = text[i]!;
    const odd = oddCharacter(character);
    const quote = odd?.kind === "quote" ? odd.plain! : character === '"' || character === "'" ? character : null;
    if (character === "#") within = "#";
    else if (quote !== null) {
      const triple = quote.repeat(3) as '"""' | "'''";
      const plain = odd === null && (text.startsWith(triple, i) ? triple : quote as '"' | "'");
      if (plain !== false && (plain.length === 3 || afterString(text, i + 1, plain) !== null)) {
        copyTo(i + plain.length);
        within = plain;
        continue;
      }
      const isName = NAME.test(text[i - 1] ?? "") && !PREFIX.test(text.slice(Math.max(0, i - 3), i));
      const found = isName ? null : quotedAt(text, i, quote);
      if (found) {
        repairs.add("quote");
        out += found.plain;
        i = found.end;
      } else if (plain !== false) {
        copyTo(i + plain.length);
        within = plain;
      } else copyTo(lineEnd(text, i)); // the rest of the line may be within the string
      continue;
    } else if (odd && odd.plain !== null) {
      repairs.add(odd.kind);
      out += odd.plain;
      i++;
      continue;
    }
    copyTo(i + 1);
  }
  return { text: out, within, repairs };
}

/** Returns what a program's text ends within. */
export const withinAfter = (text: string): Within => repairCharacters(text, "").within;

const FENCE = /^\s*(?:```|~~~)[\w+-]*\s*$/;
const PROMPT = /^\s*(?:>>>(?: |$)|In \[\d+\]:(?: |$))/;
const CONTINUED = /^\s*(?:\.\.\.(?::)?(?: |$))/;

/** Removes the prompts of a console and the fences of Markdown, except within strings. A text that begins with a prompt is a console's from end to end. */
function withoutPrompts(text: string, repairs: Set<Repair>): string {
  const isConsole = PROMPT.test(text.trimStart().split("\n", 1)[0]!);
  let within: Within = "";
  let prompted = false;
  return text.split("\n").flatMap((line) => {
    const isCode = within === "" || (isConsole && within !== "#");
    const prompt = isCode ? PROMPT.exec(line) ?? (prompted ? CONTINUED.exec(line) : null) : null;
    const isFence = isCode && FENCE.test(line);
    prompted = prompt !== null;
    if (prompt) repairs.add("prompt");
    if (isFence) repairs.add("fence");
    const code = line.slice(prompt?.[0].length ?? 0);
    within = repairCharacters(`${code}\n`, within).within;
    return isFence ? [] : [code];
  }).join("\n");
}

const NUMBERED = /^(\s*(\d+)[.:|]?)(\t| *)(.*)$/;
/** What may follow a number in Python. */
const AFTER_NUMBER = /^(?:if|else|and|or|in|is|not|for)\b/;

/** Removes line numbers: each line has one, in order, and all codes begin in one column. */
function withoutLineNumbers(text: string): string | null {
  const lines = text.replace(/\s+$/, "").split("\n");
  const numbered = lines.map((line) => NUMBERED.exec(line));
  const first = Number(numbered[0]?.[2]);
  if (lines.length < 2 || !numbered.every((found, i) => found && Number(found[2]) === first + i)) return null;
  const coded = numbered.filter((found) => found![4] !== "");
  if (!coded.some((found) => found![3] !== "" && /^[\p{XID_Start}@#]/u.test(found![4]!) && !AFTER_NUMBER.test(found![4]!))) return null;
  const byTab = coded.every((found) => found![3] === "\t");
  const isAligned = new Set(coded.map((found) => found![1]!.length)).size === 1;
  const space = Math.min(...coded.map((found) => found![3]!.length));
  if (space === 0 || !(byTab || isAligned)) return null;
  return lines.map((line, i) => line.slice(numbered[i]![1]!.length + (byTab ? 1 : space))).join("\n") + text.slice(text.replace(/\s+$/, "").length);
}

/** Returns a text that was copied, as Python, and what was repaired. `within`: what the program before it ends within. */
export function repairedCode(copied: string, within: Within = ""): { readonly text: string; readonly repairs: readonly Repair[] } {
  const { text, repairs } = repairCharacters(copied, within); // first: spaces and line ends of other kinds would hide the marks
  if (within !== "") return { text, repairs: [...repairs] };
  const numbered = withoutLineNumbers(text);
  if (numbered !== null) repairs.add("line-number");
  return { text: withoutPrompts(numbered ?? text, repairs), repairs: [...repairs] };
}
