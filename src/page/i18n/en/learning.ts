/** Texts of lessons and studies, and of exercises in their list, from their folders. */
import { byFolder } from "../../../core/folders";
import type { ExerciseCard } from "../../../course/exercises/texts";
import type { LessonTexts } from "../../../course/lessons/texts";
import type { StudyTexts } from "../../../course/studies/texts";

export const en = {
  lessons: byFolder(import.meta.glob<LessonTexts>("../../../course/lessons/*/texts.en.ts", { eager: true, import: "en" })),
  exercises: byFolder(import.meta.glob<ExerciseCard>("../../../course/exercises/*/card.en.ts", { eager: true, import: "en" })),
  studies: byFolder(import.meta.glob<StudyTexts>("../../../course/studies/*/texts.en.ts", { eager: true, import: "en" })),
};
