/**
 * Finds out why a text is no Python. It looks at brackets, quotes and indentation and, if the parser has found an error, at the words of lines. What it does
 * not recognise stays without a reason. The parser itself overlooks a missing quote and most faults of indentation.
 */
import type { Span } from "./syntax";

export type SyntaxFault =
  /** No reason is known. */
  | "unknown"
  /** A bracket that is not closed, that closes none, or that closes one of another kind. */
  | "unclosed" | "unopened" | "mismatched"
  /** A text without its second quote. */
  | "string"
  /** The line must be indented, must not be, or is not indented as any line around it. */
  | "indent-expected" | "indent-unexpected" | "indent-uneven"
  /** Tabs in one line, spaces in another. */
  | "tabs"
  /** A line such as `if x` has no colon at its end. */
  | "colon"
  /** `=` in a condition. */
  | "equals"
  /** A keyword in place of a name. */
  | "keyword"
  /** A name with a character that no name may have. */
  | "name"
  /** `print x`. */
  | "print"
  /** A typographic quote; a sign, with the one that Python has in its place after a space; the code of a space or line break of another kind, and of an invisible character. */
  | "quote" | "sign" | "space" | "invisible"
  /** A prompt, a line number or a mark of Markdown that was copied with the program. */
  | "copied";

export interface FoundFault {
  readonly fault: SyntaxFault;
  /** The bracket, the keyword, the name, the character or the mark; empty for other faults. */
  readonly what: string;
  readonly span: Span;
}

/** A statement without its comments: one line, or several within brackets, triple quotes or with backslashes. */
interface Line extends Span {
  /** Where its indentation begins. */
  readonly start: number;
}

const CLOSING: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };
const HEADER = /^(?:async\s+)?(?:if|elif|else|for|while|def|class|with|try|except|finally)\b/;
const KEYWORDS = "False|None|True|and|as|assert|async|await|break|class|continue|def|del|elif|else|except|finally|for|from|global|if|import|in|is|lambda|nonlocal|not|or|pass|raise|return|try|while|with|yield";
const KEYWORD_AS_NAME = new RegExp(`(?<!\\w)(${KEYWORDS})\\s*=(?!=)`, "g");

/** Returns why the text is no Python; null if nothing is wrong. `error`: where the parser found an error; null: it found none. */
export function faultOf(source: string, error: Span | null): FoundFault | null {
  const { code, lines, broken } = split(source);
  const unknown: FoundFault | null = error && { fault: "unknown", what: "", span: error };
  const indents = [""];
  let before: Line | null = null;
  for (const line of lines) {
    // The parser has stopped earlier, at something else.
    if (before && error && error.from < before.to) return unknown;
    if (broken && broken.at < line.start) break;
    const text = code.slice(line.from, line.to);
    const found = indentFault(source, line, { indents, header: before && code[before.to - 1] === ":" }) ?? (!error || (broken && broken.at < line.to) ? null : wordFault(text, line));
    if (found) return found;
    before = line;
  }
  if (broken) return broken.found;
  if (before && error && code[before.to - 1] === ":" && error.from >= before.to) return { fault: "indent-expected", what: "", span: { from: before.from, to: before.to } };
  return unknown;
}

/** Compares the indentation of a line with those around it, which it changes. `header`: the line before it ends with a colon. */
function indentFault(source: string, { start, from, to }: Line, { indents, header }: { readonly indents: string[]; readonly header: boolean | null }): FoundFault | null {
  const indent = source.slice(start, from);
  const top = indents.at(-1)!;
  const fault = (kind: SyntaxFault): FoundFault => ({ fault: kind, what: "", span: { from, to } });
  if (!indent.startsWith(top) && !top.startsWith(indent)) return fault("tabs");
  if (header) {
    if (indent.length <= top.length) return fault("indent-expected");
    indents.push(indent);
    return null;
  }
  if (indent.length > top.length) return fault("indent-unexpected");
  while (indents.at(-1)!.length > indent.length) indents.pop();
  return indents.at(-1) === indent ? null : fault("indent-uneven");
}

/** Looks at the words of a line, without its texts and comments. */
function wordFault(text: string, { from, to }: Span): FoundFault | null {
  const at = (start: number, length: number): Span => ({ from: from + start, to: from + start + length });
  const keyword = [...text.matchAll(KEYWORD_AS_NAME)][0];
  if (keyword) return { fault: "keyword", what: keyword[1]!, span: at(keyword.index, keyword[1]!.length) };
  if (/^print[ \t]+[^\s=(,.[]/.test(text)) return { fault: "print", what: "", span: { from, to } };
  if (HEADER.test(text) && !hasColon(text)) return { fault: "colon", what: "", span: { from: to - 1, to } };
  if (/^(?:if|elif|while)\b/.test(text)) {
    const equals = assignment(text);
    if (equals !== null) return { fault: "equals", what: "", span: at(equals, 1) };
  }
  return null;
}

/** Calls `visit` with each character and the brackets around it, until it returns true. Returns whether it did. */
function outside(text: string, visit: (character: string, i: number, brackets: readonly string[]) => boolean): boolean {
  const brackets: string[] = [];
  for (let i = 0; i < text.length; i++) {
    const character = text[i]!;
    if (visit(character, i, brackets)) return true;
    // A bracket after a name, a bracket or a quote belongs to a call or an index.
    if (character in CLOSING) brackets.push(character === "(" && isGroup(text.slice(0, i).trimEnd()) ? "group" : character);
    else if (")]}".includes(character)) brackets.pop();
  }
  return false;
}

const isGroup = (before: string): boolean => /\b(?:if|elif|while|and|or|not|in|is)$/.test(before) || !/[\w)\]"']$/.test(before);

const hasColon = (text: string): boolean => outside(text, (character, _, brackets) => character === ":" && brackets.length === 0);

/** Returns the place of an `=` that assigns, outside of calls; null if there is none. */
function assignment(text: string): number | null {
  let place: number | null = null;
  outside(text, (character, i, brackets) => {
    if (character === ":" && brackets.length === 0) return true;
    const isAlone = character === "=" && !/[=!<>:+\-*/%&|^@]/.test(text[i - 1] ?? "") && text[i + 1] !== "=";
    if (isAlone && brackets.every((bracket) => bracket === "group")) place = i;
    return place !== null;
  });
  return place;
}

interface Split {
  /** The text with spaces in place of comments and of what is within quotes. */
  readonly code: string;
  readonly lines: readonly Line[];
  /** A bracket or quote that fits nothing, and where it is. */
  readonly broken: { readonly at: number; readonly found: FoundFault } | null;
}

/** Returns the text with spaces in place of comments and of what is within quotes. */
export const codeOf = (source: string): string => split(source).code;

function split(source: string): Split {
  const code = source.split("");
  const lines: Line[] = [];
  const brackets: number[] = [];
  let broken: Split["broken"] = null;
  let [start, from, to] = [0, -1, 0];
  const end = (next: number) => {
    if (from >= 0) lines.push({ start, from, to });
    [start, from] = [next, -1];
  };
  const breaks = (fault: SyntaxFault, at: number, span: Span, what = "") => { broken ??= { at, found: { fault, what, span } }; };
  let i = 0;
  while (i < source.length && !broken) {
    const character = source[i]!;
    if (character === "#") {
      for (; i < source.length && source[i] !== "\n"; i++) code[i] = " ";
      continue;
    }
    if (character === "\n") {
      if (brackets.length === 0) end(i + 1);
      i++;
      continue;
    }
    if (character === "\\" && source[i + 1] === "\n") {
      code[i] = " ";
      i += 2;
      continue;
    }
    if (/\s/.test(character)) {
      i++;
      continue;
    }
    if (from < 0) from = i;
    if (character === '"' || character === "'") {
      const last = endOfText(source, i);
      if (last === null) breaks("string", i, { from: i, to: lineEnd(source, i) });
      else for (let k = i + 1; k < last - 1; k++) code[k] = code[k] === "\n" ? "\n" : " ";
      i = last ?? source.length;
    } else {
      if (character in CLOSING) brackets.push(i);
      else if (")]}".includes(character)) {
        const opened = brackets.pop();
        const span = { from: i, to: i + 1 };
        if (opened === undefined) breaks("unopened", i, span, character);
        else if (CLOSING[source[opened]!] !== character) breaks("mismatched", i, span, `${source[opened]!} ${character}`);
      }
      i++;
    }
    to = i;
  }
  const open = brackets.at(-1);
  if (open !== undefined) breaks("unclosed", open, { from: open, to: open + 1 }, source[open]!);
  end(source.length);
  return { code: code.join(""), lines, broken };
}

const lineEnd = (source: string, from: number): number => {
  const end = source.indexOf("\n", from);
  return end < 0 ? source.length : end;
};

/** Returns the place after the second quote of a text that begins here; null if it has none. */
function endOfText(source: string, from: number): number | null {
  const quote = source.startsWith(source[from]!.repeat(3), from) ? source[from]!.repeat(3) : source[from]!;
  for (let i = from + quote.length; i < source.length; i++) {
    if (source[i] === "\\") i++;
    else if (source.startsWith(quote, i)) return i + quote.length;
    else if (quote.length === 1 && source[i] === "\n") return null;
  }
  return null;
}
