import { byFolder } from "../../../core/folders";
import type { Translation } from "../../../core/translation";
import type { ExerciseTexts } from "../../../course/exercises/texts";
import type { en } from "../en/exercises";

export const zhCN: Translation<typeof en> = byFolder(import.meta.glob<ExerciseTexts>("../../../course/exercises/*/texts.zh-CN.ts", { eager: true, import: "zhCN" }));
