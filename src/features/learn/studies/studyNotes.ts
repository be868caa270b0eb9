/** Reads and writes a reader's notes on studies as text. Reading leaves out what is damaged or belongs to another version of the page; writing preserves it. */
import * as v from "valibot";
import type { Store } from "../../../state/store";
import { STUDY_IDS } from "../../../studies/ids";
import { mergeFields, persist, storedObject } from "../persist";
import { NO_STUDY_NOTES, type RatePoint, type StudyNotes } from "../slice";

const number = v.pipe(v.number(), v.finite());
/** Loose objects preserve what a newer version has added. */
const point = v.looseObject({
  run: v.string(), model: v.string(), beta: number, latent: number, step: number, rate: number, distortion: number,
});
const stored = v.looseObject({
  guesses: v.fallback(v.record(v.string(), v.unknown()), {}),
  points: v.fallback(v.array(v.unknown()), []),
});
const isPoint = (one: unknown): one is RatePoint => v.is(point, one);

const storedNotes = (text: string | null) => v.parse(stored, { guesses: {}, points: [], ...storedObject(text) });

/** Returns the notes in a stored text. Never throws. */
export function readStudyNotes(text: string | null): StudyNotes {
  const { guesses, points } = storedNotes(text);
  return {
    guesses: Object.fromEntries(STUDY_IDS.flatMap((id) => (typeof guesses[id] === "string" ? [[id, guesses[id]]] : []))),
    points: points.filter(isPoint),
  };
}

/** Returns `theirs` with the changes from `base` to `mine`. `theirs` may have points that this version cannot read. */
function mergePoints<T>(base: readonly RatePoint[], mine: readonly RatePoint[], theirs: readonly T[]): readonly (T | RatePoint)[] {
  const added = mine.filter((one) => !base.includes(one));
  const replaced = new Set([...added, ...base.filter((one) => !mine.includes(one))].map(({ run }) => run));
  return [...theirs.filter((one) => !isPoint(one) || !replaced.has(one.run)), ...added];
}

/**
 * Returns the stored text with the changes since `before`. Unchanged guesses and points stay as stored, because another tab or version may
 * have written them. Guesses that this version cannot read are never replaced.
 */
export function writeStudyNotes({ guesses, points }: StudyNotes, before = NO_STUDY_NOTES, text: string | null = null): string {
  const { guesses: storedGuesses, points: storedPoints, ...others } = storedNotes(text);
  const mayReplace = (guess: unknown) => guess === undefined || typeof guess === "string";
  const guessed = STUDY_IDS.filter((id) => guesses[id] !== undefined && guesses[id] !== before.guesses[id] && mayReplace(storedGuesses[id]));
  return JSON.stringify({
    ...others,
    guesses: { ...storedGuesses, ...Object.fromEntries(guessed.map((id) => [id, guesses[id]])) },
    points: mergePoints(before.points, points, storedPoints),
  });
}

/** Returns `theirs` with the changes from `base` to `mine`. */
const mergeStudyNotes = (base: StudyNotes, mine: StudyNotes, theirs: StudyNotes): StudyNotes =>
  ({ guesses: mergeFields(base.guesses, mine.guesses, theirs.guesses), points: mergePoints(base.points, mine.points, theirs.points) });

/** Stores the notes in this browser. */
export const persistStudyNotes = (store: Store): void =>
  persist(store, "studyNotes", { name: "elbo-room.studies", read: readStudyNotes, merge: mergeStudyNotes, write: writeStudyNotes });
