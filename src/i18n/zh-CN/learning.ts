import { byFolder } from "../../core/folders";
import type { Translation } from "../../core/translation";
import type { ExerciseCard } from "../../exercises/texts";
import type { LessonTexts } from "../../lessons/texts";
import type { StudyTexts } from "../../studies/texts";
import type { en } from "../en/learning";

export const zhCN: Translation<typeof en> = {
  lessons: byFolder(import.meta.glob<LessonTexts>("../../lessons/*/texts.zh-CN.ts", { eager: true, import: "zhCN" })),
  exercises: byFolder(import.meta.glob<ExerciseCard>("../../exercises/*/card.zh-CN.ts", { eager: true, import: "zhCN" })),
  studies: byFolder(import.meta.glob<StudyTexts>("../../studies/*/texts.zh-CN.ts", { eager: true, import: "zhCN" })),
};
