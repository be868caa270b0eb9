/**
 * JSON of files and of the browser's storage, which anybody may have written. Its size in memory is bounded before it is parsed, half characters
 * in texts are repaired, and an object that has a key twice is refused.
 */
import { wellFormed } from "../../core/wellFormed";

/** Arrays and objects in one another. Ours have six. */
const MOST_DEPTH = 32;
/** Texts, keys and signs between values: four times as many as a talk of 200 recorded moments has. */
const MOST_TOKENS = 2_000_000;

/** Throws SyntaxError where the text is not JSON or has a key twice (JSON.parse would keep the last), and RangeError where it is larger or deeper than ours can be. */
export function parseStrictly(text: string): unknown {
  expectBounded(text);
  return JSON.parse(text, (_, value: unknown) => (typeof value === "string" ? wellFormed(value) : value));
}

/** In one pass over the text, which ends where a limit is passed. */
function expectBounded(text: string): void {
  const signs = /["{}[\]:,]/g;
  const open: (Set<string> | null)[] = [];
  let last = "";
  let tokens = 0;
  for (let found = signs.exec(text); found; found = signs.exec(text)) {
    const { 0: sign, index } = found;
    if (++tokens > MOST_TOKENS) throw new RangeError(`more than ${MOST_TOKENS} tokens`);
    if (sign === "{" || sign === "[") {
      if (open.push(sign === "{" ? new Set() : null) > MOST_DEPTH) throw new RangeError(`deeper than ${MOST_DEPTH}`);
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

/** Behind the quotation mark that ends the text which begins here. No regular expression: those overflow the stack at texts of some megabytes. */
function endOfText(text: string, begin: number): number {
  for (let end = text.indexOf('"', begin + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (text[end - 1 - backslashes] === "\\") backslashes++;
    if (backslashes % 2 === 0) return end + 1;
  }
  throw new SyntaxError("a text does not end");
}
