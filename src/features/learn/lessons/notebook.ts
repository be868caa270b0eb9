/** Reads and writes a reader's notes on lessons as text. Reading leaves out what is damaged or belongs to another version of the page; writing preserves it. */
import * as v from "valibot";
import { LESSON_IDS, type LessonId } from "../../../lessons/ids";
import type { Store } from "../../../state/store";
import { mergeFields, persist, storedObject } from "../persist";
import type { Notebook, Notes } from "../slice";

export const EMPTY_NOTES: Notes = { at: 0, guesses: {}, outcomes: {}, words: "", read: false, repaired: null };

/** Longer answers are cut off: they are probably pasted by mistake. */
const MAX_CHARACTERS = 5000;

const number = v.pipe(v.number(), v.finite());
const points = v.array(v.tuple([number, number]));
/** Loose objects preserve what a newer version has added. */
const notes = v.looseObject({
  at: v.pipe(v.number(), v.integer(), v.minValue(0)),
  guesses: v.record(v.string(), v.union([v.string(), v.array(number)])),
  outcomes: v.record(v.string(), v.looseObject({ measured: v.record(v.string(), number), curve: points, steps: v.exactOptional(points) })),
  words: v.pipe(v.string(), v.maxLength(MAX_CHARACTERS)),
  read: v.boolean(),
  repaired: v.nullable(number),
  since: v.exactOptional(number),
});

/** Returns the notes in a stored text. Never throws. */
export function readNotebook(text: string | null): Notebook {
  const stored = storedObject(text);
  return Object.fromEntries(LESSON_IDS.flatMap((id) => {
    const one = v.safeParse(notes, stored[id]);
    return one.success ? [[id, one.output]] : [];
  }));
}

/**
 * Returns the stored text with the changes since `before`. Notes of other lessons stay as stored, because another tab or version may have
 * written them. Notes that this version cannot read are never replaced.
 */
export function writeNotebook(notebook: Notebook, before: Notebook = {}, text: string | null = null): string {
  const stored = storedObject(text);
  const mayReplace = (id: LessonId) => stored[id] === undefined || v.is(notes, stored[id]);
  const changed = LESSON_IDS.filter((id) => notebook[id] !== undefined && notebook[id] !== before[id] && mayReplace(id));
  return JSON.stringify({ ...stored, ...Object.fromEntries(changed.map((id) => [id, notebook[id]])) });
}

const mergeNotes = (base: Notes, mine: Notes, theirs: Notes): Notes => ({
  ...mergeFields(base, mine, theirs), guesses: mergeFields(base.guesses, mine.guesses, theirs.guesses), outcomes: mergeFields(base.outcomes, mine.outcomes, theirs.outcomes),
  words: mergeWords(base.words, mine.words, theirs.words),
});

/** If both changed the words, both versions remain. */
function mergeWords(base: string, mine: string, theirs: string): string {
  if (mine === base || theirs.includes(mine)) return theirs;
  return theirs === base || mine.includes(theirs) ? mine : `${theirs}\n\n${mine}`.slice(0, MAX_CHARACTERS);
}

/** Returns `theirs` with the changes from `base` to `mine`, field by field. No lesson is left out. */
const mergeNotebooks = (base: Notebook, mine: Notebook, theirs: Notebook): Notebook => ({
  ...mine, ...theirs,
  ...Object.fromEntries(LESSON_IDS.flatMap((id) => (mine[id] && theirs[id] ? [[id, mergeNotes(base[id] ?? EMPTY_NOTES, mine[id], theirs[id])]] : []))),
});

/** Stores the notebook in this browser. */
export const persistNotebook = (store: Store): void =>
  persist(store, "notebook", { name: "elbo-room.lessons", read: readNotebook, merge: mergeNotebooks, write: writeNotebook });
