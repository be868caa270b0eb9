/** Tells whether a lesson, a study or an exercise is open in Learn, and so whether the run is displayed. */
import { displayedRoom } from "./rooms";
import type { State } from "./store";

export const LEARN_PARTS = ["lesson", "study", "exercise"] as const;
export type LearnPart = (typeof LEARN_PARTS)[number];

/** Returns what is open in Learn; null: nothing, so that it shows the lists. */
export const openInLearn = ({ lesson, study, exercise }: Pick<State, LearnPart>): LearnPart | null =>
  (lesson ? "lesson" : study ? "study" : exercise ? "exercise" : null);

/** Returns whether the run is displayed: the lists of Learn show none. */
export const showsRun = (state: Pick<State, LearnPart | "room" | "present">): boolean => displayedRoom(state) !== "learn" || openInLearn(state) !== null;

/** Returns whether the same lesson, study or exercise is open, or none, in both. */
export const sameInLearn = (a: Pick<State, LearnPart>, b: Pick<State, LearnPart>): boolean => a.lesson === b.lesson && a.study === b.study && a.exercise === b.exercise;
