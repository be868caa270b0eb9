/**
 * Parses JSON from files and the browser's storage, which anybody may have written. Its size in memory is bounded before it is parsed, lone surrogates
 * in texts are repaired, and an object that has a key twice is refused.
 */
import { wellFormed } from "../../../core/wellFormed";

/** The most levels of nested arrays and objects. The page's own files have six. */
const MAX_DEPTH = 32;
/** The most texts, keys and punctuation marks: four times as many as in a talk of 200 recorded moments. */
const MAX_TOKENS = 2_000_000;

/** Parses a text. Throws a SyntaxError if it is not JSON or has a key twice (JSON.parse would take the last), and a RangeError if it exceeds these limits. */
export function parseStrictly(text: string): unknown {
  expectBounded(text);
  return JSON.parse(text, (_, value: unknown) => (typeof value === "string" ? wellFormed(value) : value));
}

/** Checks depth, size and keys in one pass over the text. Throws at the first limit that is exceeded. */
function expectBounded(text: string): void {
  const signs = /["{}[\]:,]/g;
  const open: (Set<string> | null)[] = [];
  let last = "";
  let tokens = 0;
  for (let found = signs.exec(text); found; found = signs.exec(text)) {
    const { 0: sign, index } = found;
    if (++tokens > MAX_TOKENS) throw new RangeError(`more than ${MAX_TOKENS} tokens`);
    if (sign === "{" || sign === "[") {
      if (open.push(sign === "{" ? new Set() : null) > MAX_DEPTH) throw new RangeError(`deeper than ${MAX_DEPTH}`);
    } else if (sign === "}" || sign === "]") open.pop();
    else if (sign === ":") {
      const key: unknown = JSON.parse(last);
      const keys = open.at(-1);
      if (typeof key !== "string" || key !== wellFormed(key) || !keys || keys.has(key)) throw new SyntaxError(`the key ${last} is there twice, or is no text`);
      keys.add(key);
    } else if (sign === '"') {
      signs.lastIndex = endOfText(text, index);
      last = text.slice(index, signs.lastIndex);
    }
  }
}

/** Returns the index after the closing quotation mark of the string that begins at `begin`. A regular expression would overflow the stack at strings of some megabytes. */
function endOfText(text: string, begin: number): number {
  for (let end = text.indexOf('"', begin + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (text[end - 1 - backslashes] === "\\") backslashes++;
    if (backslashes % 2 === 0) return end + 1;
  }
  throw new SyntaxError("a text does not end");
}
