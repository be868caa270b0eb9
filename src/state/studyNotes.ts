/** What a reader has done in studies, to text and back. What is damaged, or of studies that are no more, is left out. */
import * as v from "valibot";
import { parseStrictly } from "./checkpoint/json";
import { STUDY_IDS } from "../studies/ids";
import { NO_STUDY_NOTES, type StudyNotes } from "./studies";

const number = v.pipe(v.number(), v.finite());
const point = v.strictObject({
  run: v.string(), model: v.string(), beta: number, latent: number, step: number, rate: number, distortion: number,
});
const notes = v.object({
  guesses: v.fallback(v.partial(v.object(Object.fromEntries(STUDY_IDS.map((id) => [id, v.string()])))), {}),
  points: v.fallback(v.array(point), []),
});

export function readStudyNotes(text: string | null): StudyNotes {
  try {
    return v.parse(notes, parseStrictly(text ?? "{}"));
  } catch {
    return NO_STUDY_NOTES;
  }
}

export const writeStudyNotes = (studyNotes: StudyNotes): string => JSON.stringify(studyNotes);
