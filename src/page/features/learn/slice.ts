/** A reader's notes. For lessons: progress, guesses, results and own words. For studies: guesses, and the runs whose rate and distortion were measured. For exercises: programs, and what was opened. */
import type { Guess, Guesses } from "../../../core/guesses";
import { defineSlice } from "../../../core/slice";
import type { ExerciseId } from "../../../course/exercises/ids";
import type { LessonId } from "../../../course/lessons/ids";
import type { StudyId } from "../../../course/studies/ids";

/** The result of a round. */
export interface Outcome {
  /** Values at the end of the round, by quantity. */
  readonly measured: Readonly<Record<string, number>>;
  /** The smoothed curve as [step, value], thinned. Empty for a choice. */
  readonly curve: readonly (readonly [number, number])[];
  /** The losses of the question's steps as [step, value], each of that step alone. Absent for a choice, and in notes that an earlier version has written. */
  readonly steps?: readonly (readonly [number, number])[];
}

/** Notes on one lesson. */
export interface Notes {
  /** The current stage, counted from 0. */
  readonly at: number;
  /** Guesses by round id; `outcomes` has the same keys. */
  readonly guesses: Readonly<Record<string, Guess>>;
  readonly outcomes: Readonly<Record<string, Outcome>>;
  readonly words: string;
  /** Whether our explanation was opened. */
  readonly read: boolean;
  /** The step at which the repair's conditions were met. */
  readonly repaired: number | null;
  /** When the reader started over, in milliseconds since 1970: runs that were saved before do not count. Absent: never. */
  readonly since?: number;
}

export type Notebook = Readonly<Partial<Record<LessonId, Notes>>>;

/** A measured run with its settings and step. Rate and distortion are in nats per test image. */
export interface RatePoint {
  /** Model, seed and settings. A later step of the same run replaces the point. */
  readonly run: string;
  readonly model: string;
  readonly beta: number;
  readonly latent: number;
  readonly step: number;
  readonly rate: number;
  readonly distortion: number;
}

/** Notes on all studies. */
export interface StudyNotes {
  /** The chosen option's id. */
  readonly guesses: Readonly<Partial<Record<StudyId, string>>>;
  readonly points: readonly RatePoint[];
}

/** Notes on one exercise. */
export interface ExerciseNotes {
  /** The reader's program; null: it is as it was given. */
  readonly program: string | null;
  /** The program of one tab when another one changed it at the same time; null: none. */
  readonly other: string | null;
  /** The number of hints that were opened. */
  readonly hints: number;
  /** Our solution was opened. */
  readonly opened: boolean;
  /** All functions were right. */
  readonly right: boolean;
  /** The step at which the trained program met all conditions; null: it has not. */
  readonly met: number | null;
}

export type ExerciseBook = Readonly<Partial<Record<ExerciseId, ExerciseNotes>>>;

export const NO_STUDY_NOTES: StudyNotes = { guesses: {}, points: [] };

export interface LearnState {
  /** Empty until the first lesson is opened. */
  readonly notebook: Notebook;
  /** Empty until the first study is opened. */
  readonly studyNotes: StudyNotes;
  /** Empty until the list of exercises is opened. */
  readonly exerciseBook: ExerciseBook;
  /** The exercise from which the reader has returned to the list, which shows it; null: none. */
  readonly leftExercise: ExerciseId | null;
  /** The guesses in the link, for comparison. */
  readonly linkedGuesses: Guesses;
}

export const learn = defineSlice<LearnState>({ keys: { notebook: { initial: {} }, studyNotes: { initial: NO_STUDY_NOTES }, exerciseBook: { initial: {} }, leftExercise: { initial: null }, linkedGuesses: { initial: {} } } });
