/** Texts of lessons, exercises and studies, from their folders. */
import { byFolder } from "../../core/folders";
import type { ExerciseTexts } from "../../exercises/texts";
import type { LessonTexts } from "../../lessons/texts";
import type { StudyTexts } from "../../studies/texts";

export const en = {
  lessons: byFolder(import.meta.glob<LessonTexts>("../../lessons/*/texts.en.ts", { eager: true, import: "en" })),
  exercises: byFolder(import.meta.glob<ExerciseTexts>("../../exercises/*/texts.en.ts", { eager: true, import: "en" })),
  studies: byFolder(import.meta.glob<StudyTexts>("../../studies/*/texts.en.ts", { eager: true, import: "en" })),
};
