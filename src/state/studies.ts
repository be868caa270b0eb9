/** What a reader has done in studies: their guesses, and the runs whose rate and distortion were seen. */
import type { StudyId } from "../studies/ids";

/** A run, with the settings and the step at which it was measured. Nats per image, on test images. */
export interface RatePoint {
  /** Model, seed and settings: a later step of the same run takes its place. */
  readonly run: string;
  readonly model: string;
  readonly beta: number;
  readonly latent: number;
  readonly step: number;
  readonly rate: number;
  readonly distortion: number;
}

export interface StudyNotes {
  /** The option's id. */
  readonly guesses: Readonly<Partial<Record<StudyId, string>>>;
  readonly points: readonly RatePoint[];
}

export const NO_STUDY_NOTES: StudyNotes = { guesses: {}, points: [] };

/** More than a chart can tell apart: the oldest go. */
const MOST_POINTS = 60;

export const withPoint = (points: readonly RatePoint[], point: RatePoint): readonly RatePoint[] =>
  [...points.filter(({ run }) => run !== point.run), point].slice(-MOST_POINTS);
