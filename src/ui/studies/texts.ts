/** Texts of the studies and of the page that shows them: fetched when studies are opened. */
import { laterTexts, type TextsOf } from "../../i18n/laterTexts";

export const studyTexts = laterTexts({ en: () => import("./texts.en"), "zh-CN": () => import("./texts.zh-CN") });
export type StudiesTexts = TextsOf<typeof studyTexts>;
