/** Finds the known name that is most similar to a misspelt one. */

/** Names that differ in more than this share of their letters are not suggested. */
const MOST_DIFFERENT = 0.4;
/** Longer names are not compared, and so many known ones at most. */
const MAX_LENGTH = 64;
const MAX_KNOWN = 1000;

/** Returns the number of single-letter changes between two texts, where two neighbours may change places (Damerau 1964). */
function distance(a: string, b: string): number {
  let [before, row] = [[] as number[], Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? before[j - 2]! + 1 : Infinity;
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + Number(a[i - 1] !== b[j - 1]), swapped));
    }
    [before, row] = [row, next];
  }
  return row[b.length]!;
}

/** Returns the most similar of the known names; null if none is similar enough. */
export function nearest(name: string, known: Iterable<string>): string | null {
  let best: { readonly name: string; readonly changes: number } | null = null;
  if (name.length > MAX_LENGTH) return null;
  let count = 0;
  for (const other of known) {
    if (++count > MAX_KNOWN) break;
    if (other.length > MAX_LENGTH || other.startsWith("__")) continue;
    const changes = distance(name.toLowerCase(), other.toLowerCase());
    if (changes <= MOST_DIFFERENT * Math.max(name.length, other.length) && changes < (best?.changes ?? Infinity)) best = { name: other, changes };
  }
  return best?.name ?? null;
}
