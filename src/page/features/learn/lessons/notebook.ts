/** A reader's notes on lessons, as this browser stores them. */
import * as v from "valibot";
import { LESSON_IDS } from "../../../../course/lessons/ids";
import type { Store } from "../../../state/store";
import type { Notes } from "../slice";
import { mergeFields, notesById, notesFormat, persist } from "../storedNotes";

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

/** If both changed the words, both versions remain. */
function mergeWords(base: string, mine: string, theirs: string): string {
  if (mine === base || theirs.includes(mine)) return theirs;
  return theirs === base || mine.includes(theirs) ? mine : `${theirs}\n\n${mine}`.slice(0, MAX_CHARACTERS);
}

export const NOTEBOOK = notesFormat("elbo-room.lessons", notesById(LESSON_IDS, notes, (base = EMPTY_NOTES, mine, theirs): Notes => ({
  ...mergeFields(base, mine, theirs), guesses: mergeFields(base.guesses, mine.guesses, theirs.guesses), outcomes: mergeFields(base.outcomes, mine.outcomes, theirs.outcomes),
  words: mergeWords(base.words, mine.words, theirs.words),
})));

/** Stores the notebook in this browser. */
export const persistNotebook = (store: Store): void => persist(store, "notebook", NOTEBOOK);
