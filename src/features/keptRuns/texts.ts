/** Texts of the runs that this browser keeps: fetched with their shelf. */
import { laterTexts, type TextsOf } from "../../i18n/laterTexts";

export const keptRunsTexts = laterTexts({ en: () => import("./texts.en"), "zh-CN": () => import("./texts.zh-CN") });
export type KeptRunsTexts = TextsOf<typeof keptRunsTexts>;
