/** What a reader has done. In lessons: where they stand, their guesses, what the runs showed, their own words. In studies: their guesses, and the runs whose rate and distortion were seen. */
import { defineSlice } from "../../core/slice";
import type { LessonId } from "../../lessons/ids";
import type { StudyId } from "../../studies/ids";

/** The option's id, or the curve's values at the steps where it is placed. */
export type Guess = string | readonly number[];

export interface Outcome {
  /** By quantity, at the end of the round. */
  readonly measured: Readonly<Record<string, number>>;
  /** Of a curve: [step, value], thinned. Empty for a choice. */
  readonly curve: readonly (readonly [number, number])[];
}

/** Of one lesson. */
export interface Notes {
  /** The stage, counted from 0. */
  readonly at: number;
  /** By the round's id, as outcomes are. */
  readonly guesses: Readonly<Record<string, Guess>>;
  readonly outcomes: Readonly<Record<string, Outcome>>;
  readonly words: string;
  /** Our explanation has been looked at. */
  readonly read: boolean;
  /** The step at which the repair held. */
  readonly repaired: number | null;
}

export type Notebook = Readonly<Partial<Record<LessonId, Notes>>>;

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

/** By the rounds' ids, or by the study's. */
export type Guesses = Readonly<Record<string, Guess>>;

export interface LearnState {
  /** Empty until the first lesson is opened. */
  readonly notebook: Notebook;
  /** Empty until the first study is opened. */
  readonly studyNotes: StudyNotes;
  /** The guesses that came with the link, to compare with. */
  readonly linkedGuesses: Guesses;
}

export const learn = defineSlice<LearnState>({ keys: { notebook: { initial: {} }, studyNotes: { initial: NO_STUDY_NOTES }, linkedGuesses: { initial: {} } } });
