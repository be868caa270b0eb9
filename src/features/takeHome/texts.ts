/** Texts of what can be saved of the page: fetched with it. */
import { laterTexts, type TextsOf } from "../../i18n/laterTexts";

export const takeHomeTexts = laterTexts({ en: () => import("./texts.en"), "zh-CN": () => import("./texts.zh-CN") });
export type TakeHomeTexts = TextsOf<typeof takeHomeTexts>;
