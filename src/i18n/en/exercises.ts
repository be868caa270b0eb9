/** Texts of exercises, from their folders. */
import { byFolder } from "../../core/folders";
import type { ExerciseTexts } from "../../exercises/texts";

export const en = byFolder(import.meta.glob<ExerciseTexts>("../../exercises/*/texts.en.ts", { eager: true, import: "en" }));
