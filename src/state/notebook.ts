/** What a reader has done in lessons, to text and back. What is damaged, or of lessons that are no more, is left out. */
import * as v from "valibot";
import { parseStrictly } from "./checkpoint/json";
import { LESSON_IDS } from "../lessons/ids";
import type { Notebook } from "./lessons";

/** Own words beyond this are an accident. */
const MOST_CHARACTERS = 5000;

const number = v.pipe(v.number(), v.finite());
const notes = v.strictObject({
  at: v.pipe(v.number(), v.integer(), v.minValue(0)),
  guesses: v.record(v.string(), v.union([v.string(), v.array(number)])),
  outcomes: v.record(v.string(), v.strictObject({ measured: v.record(v.string(), number), curve: v.array(v.tuple([number, number])) })),
  words: v.pipe(v.string(), v.maxLength(MOST_CHARACTERS)),
  read: v.boolean(),
  repaired: v.nullable(number),
});

export function readNotebook(text: string | null): Notebook {
  let found: unknown;
  try {
    found = parseStrictly(text ?? "{}");
  } catch {
    return {};
  }
  if (typeof found !== "object" || found === null) return {};
  const entries = new Map(Object.entries(found));
  return Object.fromEntries(LESSON_IDS.flatMap((id) => {
    const one = v.safeParse(notes, entries.get(id));
    return one.success ? [[id, one.output]] : [];
  }));
}

export const writeNotebook = (notebook: Notebook): string => JSON.stringify(notebook);
