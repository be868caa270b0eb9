/** Texts of the runs that this browser keeps: fetched with their shelf. */
import { laterTexts, type TextsOf } from "../../i18n/laterTexts";

export const keptRunsTexts = laterTexts("features/keptRuns", () => import("./texts.en"));
export type KeptRunsTexts = TextsOf<typeof keptRunsTexts>;
