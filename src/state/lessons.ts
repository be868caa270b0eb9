/** What a reader has done in lessons: where they stand, their guesses, what the runs showed, their own words. */
import type { LessonId } from "../lessons/ids";

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

export const FRESH_NOTES: Notes = { at: 0, guesses: {}, outcomes: {}, words: "", read: false, repaired: null };

export type Notebook = Readonly<Partial<Record<LessonId, Notes>>>;
