import { byFolder } from "../../../core/folders";
import type { Translation } from "../../../core/translation";
import type { ExerciseCard } from "../../../course/exercises/texts";
import type { LessonTexts } from "../../../course/lessons/texts";
import type { StudyTexts } from "../../../course/studies/texts";
import type { en } from "../en/learning";

export const zhCN: Translation<typeof en> = {
  lessons: byFolder(import.meta.glob<LessonTexts>("../../../course/lessons/*/texts.zh-CN.ts", { eager: true, import: "zhCN" })),
  exercises: byFolder(import.meta.glob<ExerciseCard>("../../../course/exercises/*/card.zh-CN.ts", { eager: true, import: "zhCN" })),
  studies: byFolder(import.meta.glob<StudyTexts>("../../../course/studies/*/texts.zh-CN.ts", { eager: true, import: "zhCN" })),
};
