/** Reads and writes a reader's notes on exercises as text. Reading leaves out what is damaged or belongs to another version of the page; writing preserves it. */
import * as v from "valibot";
import { EXERCISE_IDS, type ExerciseId } from "../../../exercises/ids";
import type { Store } from "../../../state/store";
import { mergeFields, persist, storedObject } from "../persist";
import type { ExerciseBook, ExerciseNotes } from "../slice";

export const EMPTY_EXERCISE: ExerciseNotes = { program: null, other: null, hints: 0, opened: false, right: false, met: null };

/** Longer programs are not stored: no program that the page trains is so long. */
const MAX_CHARACTERS = 100_000;

/** Loose objects preserve what a newer version has added. */
const notes = v.looseObject({
  program: v.nullable(v.pipe(v.string(), v.maxLength(MAX_CHARACTERS))),
  other: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(MAX_CHARACTERS))), null),
  hints: v.pipe(v.number(), v.integer(), v.minValue(0)),
  opened: v.boolean(),
  right: v.boolean(),
  met: v.nullable(v.pipe(v.number(), v.finite())),
});

/** Returns the notes in a stored text. Never throws. */
export function readExerciseBook(text: string | null): ExerciseBook {
  const stored = storedObject(text);
  return Object.fromEntries(EXERCISE_IDS.flatMap((id) => {
    const one = v.safeParse(notes, stored[id]);
    return one.success ? [[id, one.output]] : [];
  }));
}

/** Returns the stored text with the changes since `before`. Notes that this version cannot read are never replaced. */
function writeExerciseBook(book: ExerciseBook, before: ExerciseBook = {}, text: string | null = null): string {
  const stored = storedObject(text);
  const mayReplace = (id: ExerciseId) => stored[id] === undefined || v.is(notes, stored[id]);
  const changed = EXERCISE_IDS.filter((id) => v.is(notes, book[id]) && book[id] !== before[id] && mayReplace(id));
  return JSON.stringify({ ...stored, ...Object.fromEntries(changed.map((id) => [id, book[id]])) });
}

/** Returns `theirs` with the changes from `base` to `mine`, field by field. If both changed the program, theirs remains beside mine. */
function mergeNotes(base: ExerciseNotes, mine: ExerciseNotes, theirs: ExerciseNotes): ExerciseNotes {
  const merged = mergeFields(base, mine, theirs);
  const isLost = theirs.program !== null && theirs.program !== base.program && theirs.program !== merged.program;
  return isLost ? { ...merged, other: theirs.program } : merged;
}

/** Returns `theirs` with the changes from `base` to `mine`. No exercise is left out. */
const merge = (base: ExerciseBook, mine: ExerciseBook, theirs: ExerciseBook): ExerciseBook => ({
  ...mine, ...theirs,
  ...Object.fromEntries(EXERCISE_IDS.flatMap((id) => (mine[id] && theirs[id] ? [[id, mergeNotes(base[id] ?? EMPTY_EXERCISE, mine[id], theirs[id])]] : []))),
});

/** Stores the notes in this browser. Calls `onRead` when the store has the stored ones. */
export const persistExerciseBook = (store: Store, onRead?: () => void): void =>
  persist(store, "exerciseBook", { name: "elbo-room.exercises", read: readExerciseBook, merge, write: writeExerciseBook }, onRead);

/** Changes the notes on an exercise. */
export const noteExercise = (store: Store, id: ExerciseId, change: Partial<ExerciseNotes>): void =>
  store.setState(({ exerciseBook }) => ({ exerciseBook: { ...exerciseBook, [id]: { ...EMPTY_EXERCISE, ...exerciseBook[id], ...change } } }));
