/** Texts of lessons, exercises and studies, fetched with their panels. */
import { laterTexts, type TextsOf } from "./laterTexts";

/** Texts of lessons and studies, and of exercises in their list. */
export const learningTexts = laterTexts("learning", () => import("./en/learning"));
export type LearningTexts = TextsOf<typeof learningTexts>;

/** Texts of exercises, fetched when one is opened. */
export const exercisesTexts = laterTexts("exercises", () => import("./en/exercises"));
export type ExercisesTexts = TextsOf<typeof exercisesTexts>;
