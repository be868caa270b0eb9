import { byFolder } from "../../../core/folders";
import type { Translation } from "../../../core/translation";
import type { ExerciseTexts } from "../../../course/exercises/texts";
import type { en } from "../en/exercises";

export const es: Translation<typeof en> = byFolder(import.meta.glob<ExerciseTexts>("../../../course/exercises/*/texts.es.ts", { eager: true, import: "es" }));
