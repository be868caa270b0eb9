/** Texts of what an audience takes part by: the link as a code, questions and hands. Fetched with these. */
import { laterTexts, type TextsOf } from "../../i18n/laterTexts";

export const audienceTexts = laterTexts({ en: () => import("./texts.en"), "zh-CN": () => import("./texts.zh-CN") });
export type AudienceTexts = TextsOf<typeof audienceTexts>;
