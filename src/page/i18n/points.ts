/**
 * Texts for runs on points. A text that speaks of images has `points` beside it: the texts that replace it, or its siblings, when
 * data are points. Texts that hold for images and points alike need none.
 */

type Tree = Readonly<Record<string, unknown>>;

const isTree = (part: unknown): part is Tree => part !== null && typeof part === "object" && !Array.isArray(part);

const made = new WeakMap<object, unknown>();

/** Returns the same texts, with those of `points` at every depth in place of their siblings. The result is cached. */
export function textsOfPoints<T extends object>(texts: T): T {
  const known = made.get(texts) ?? worded(texts);
  made.set(texts, known);
  return known as T;
}

function worded(part: unknown): unknown {
  if (!isTree(part)) return part;
  const { points, ...texts } = part;
  return Object.fromEntries(Object.entries(replaced(texts, points)).map(([key, value]) => [key, worded(value)]));
}

function replaced(texts: Tree, others: unknown): Tree {
  if (!isTree(others)) return texts;
  const replacements = Object.entries(others).map(([key, other]) => [key, isTree(other) ? replaced(texts[key] as Tree, other) : other]);
  return { ...texts, ...Object.fromEntries(replacements) as Tree };
}
