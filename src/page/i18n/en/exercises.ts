/** Texts of exercises, from their folders. */
import { byFolder } from "../../../core/folders";
import type { ExerciseTexts } from "../../../course/exercises/texts";

export const en = byFolder(import.meta.glob<ExerciseTexts>("../../../course/exercises/*/texts.en.ts", { eager: true, import: "en" }));
