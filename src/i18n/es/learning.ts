import { byFolder } from "../../core/folders";
import type { Translation } from "../../core/translation";
import type { ExerciseCard } from "../../exercises/texts";
import type { LessonTexts } from "../../lessons/texts";
import type { StudyTexts } from "../../studies/texts";
import type { en } from "../en/learning";

export const es: Translation<typeof en> = {
  lessons: byFolder(import.meta.glob<LessonTexts>("../../lessons/*/texts.es.ts", { eager: true, import: "es" })),
  exercises: byFolder(import.meta.glob<ExerciseCard>("../../exercises/*/card.es.ts", { eager: true, import: "es" })),
  studies: byFolder(import.meta.glob<StudyTexts>("../../studies/*/texts.es.ts", { eager: true, import: "es" })),
};
