/** Texts of lessons and studies, and of exercises in their list, from their folders. */
import { byFolder } from "../../core/folders";
import type { ExerciseCard } from "../../exercises/texts";
import type { LessonTexts } from "../../lessons/texts";
import type { StudyTexts } from "../../studies/texts";

export const en = {
  lessons: byFolder(import.meta.glob<LessonTexts>("../../lessons/*/texts.en.ts", { eager: true, import: "en" })),
  exercises: byFolder(import.meta.glob<ExerciseCard>("../../exercises/*/card.en.ts", { eager: true, import: "en" })),
  studies: byFolder(import.meta.glob<StudyTexts>("../../studies/*/texts.en.ts", { eager: true, import: "en" })),
};
