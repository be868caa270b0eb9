/** A reader's notes on exercises, as this browser stores them. */
import * as v from "valibot";
import { EXERCISE_IDS, type ExerciseId } from "../../../../course/exercises/ids";
import type { Store } from "../../../state/store";
import type { ExerciseNotes } from "../slice";
import { mergeFields, notesById, notesFormat, persist } from "../storedNotes";

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

/** If both changed the program, theirs remains beside mine. */
export const EXERCISE_BOOK = notesFormat("elbo-room.exercises", notesById(EXERCISE_IDS, notes, (base = EMPTY_EXERCISE, mine, theirs): ExerciseNotes => {
  const merged = mergeFields(base, mine, theirs);
  const isLost = theirs.program !== null && theirs.program !== base.program && theirs.program !== merged.program;
  return isLost ? { ...merged, other: theirs.program } : merged;
}));

/** Stores the notes in this browser. Calls `onRead` when the store has the stored ones. */
export const persistExerciseBook = (store: Store, onRead?: () => void): void => persist(store, "exerciseBook", EXERCISE_BOOK, onRead);

/** Changes the notes on an exercise. */
export const noteExercise = (store: Store, id: ExerciseId, change: Partial<ExerciseNotes>): void =>
  store.setState(({ exerciseBook }) => ({ exerciseBook: { ...exerciseBook, [id]: { ...EMPTY_EXERCISE, ...exerciseBook[id], ...change } } }));
