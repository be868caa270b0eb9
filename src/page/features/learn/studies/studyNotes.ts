/** A reader's notes on studies, as this browser stores them. */
import * as v from "valibot";
import type { Store } from "../../../state/store";
import { STUDY_IDS } from "../../../../course/studies/ids";
import type { RatePoint, StudyNotes } from "../slice";
import { notesById, notesFormat, persist } from "../storedNotes";

const number = v.pipe(v.number(), v.finite());
/** Loose objects preserve what a newer version has added. */
const point = v.looseObject({
  run: v.string(), model: v.string(), beta: number, latent: number, step: number, rate: number, distortion: number,
});
const parts = v.looseObject({
  guesses: v.fallback(v.record(v.string(), v.unknown()), {}),
  points: v.fallback(v.array(v.unknown()), []),
});
const isPoint = (one: unknown): one is RatePoint => v.is(point, one);

/** Returns `theirs` with the changes from `base` to `mine`. `theirs` may have points that this version cannot read. */
function mergePoints<T>(base: readonly RatePoint[], mine: readonly RatePoint[], theirs: readonly T[]): readonly (T | RatePoint)[] {
  const added = mine.filter((one) => !base.includes(one));
  const replaced = new Set([...added, ...base.filter((one) => !mine.includes(one))].map(({ run }) => run));
  return [...theirs.filter((one) => !isPoint(one) || !replaced.has(one.run)), ...added];
}

const guesses = notesById(STUDY_IDS, v.string(), (base, mine, theirs) => (mine === base ? theirs : mine));

export const STUDY_NOTES = notesFormat<StudyNotes>("elbo-room.studies", {
  read(stored) {
    const found = v.parse(parts, { guesses: {}, points: [], ...stored });
    return { guesses: guesses.read(found.guesses), points: found.points.filter(isPoint) };
  },
  merge: (base, mine, theirs) => ({ guesses: guesses.merge(base.guesses, mine.guesses, theirs.guesses), points: mergePoints(base.points, mine.points, theirs.points) }),
  write(notes, base, stored) {
    const found = v.parse(parts, { guesses: {}, points: [], ...stored });
    return { ...found, guesses: guesses.write(notes.guesses, base.guesses, found.guesses), points: mergePoints(base.points, notes.points, found.points) };
  },
});

/** Stores the notes in this browser. */
export const persistStudyNotes = (store: Store): void => persist(store, "studyNotes", STUDY_NOTES);
