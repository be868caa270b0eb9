/**
 * Python's texts are sequences of code points. JavaScript's are sequences of UTF-16 units, two of which, a pair of surrogates, are one code point above
 * U+FFFF. Most texts have no such pair.
 */
const PAIR = /[\ud800-\udbff][\udc00-\udfff]/;
const isWide = (text: string): boolean => PAIR.test(text);

/** Returns the number of code points. */
export function lengthOf(text: string): number {
  let length = text.length;
  if (isWide(text)) for (let i = 0; i < text.length; i++) if (text.codePointAt(i)! > 0xffff) length--;
  return length;
}

/** Returns the code points from `start` to before `stop`, which are counted from the front. */
export function sliceOf(text: string, start: number, stop = Infinity): string {
  return isWide(text) ? [...text].slice(start, stop).join("") : text.slice(start, stop);
}

/** Returns the code points at these places. */
export function pointsAt(text: string, places: readonly number[]): string {
  const points = isWide(text) ? [...text] : text;
  return places.map((at) => points[at]!).join("");
}

/** A surrogate stands for a code point that is larger than all others. */
const ranked = (unit: number): number => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit);

/** Returns a number with the sign of a − b. */
export function compareTexts(a: string, b: string): number {
  if (!isWide(a) && !isWide(b)) return a < b ? -1 : Number(a > b);
  let at = 0;
  while (at < a.length && at < b.length && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  if (at >= a.length || at >= b.length) return a.length - b.length;
  return ranked(a.charCodeAt(at)) - ranked(b.charCodeAt(at));
}

/** What Python takes for white space (`str.isspace`). */
const SPACE = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const SPACES = new RegExp(`[${SPACE}]+`, "g");
const IS_SPACE = new RegExp(`[${SPACE}]`);

/** Returns the text without white space at its ends. */
export function stripped(text: string): string {
  let [from, to] = [0, text.length];
  while (from < to && IS_SPACE.test(text[from]!)) from++;
  while (to > from && IS_SPACE.test(text[to - 1]!)) to--;
  return text.slice(from, to);
}

/** Returns the parts between white space. */
export const words = (text: string): string[] => text.split(SPACES).filter(Boolean);
