/** Tells whether a lesson, a study or an exercise is open in Learn. */
import type { State } from "./store";

export type LearnPart = "lesson" | "study" | "exercise";

/** Returns what is open in Learn; null: nothing, so that it shows the lists. */
export const openInLearn = ({ lesson, study, exercise }: Pick<State, LearnPart>): LearnPart | null =>
  (lesson ? "lesson" : study ? "study" : exercise ? "exercise" : null);

/** Returns whether the same lesson, study or exercise is open, or none, in both. */
export const sameInLearn = (a: Pick<State, LearnPart>, b: Pick<State, LearnPart>): boolean => a.lesson === b.lesson && a.study === b.study && a.exercise === b.exercise;
