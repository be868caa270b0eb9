/** Texts of talks and of the speaker's window: fetched with these. */
import { laterTexts, type TextsOf } from "../../i18n/laterTexts";

export const talkTexts = laterTexts({ en: () => import("./texts.en"), "zh-CN": () => import("./texts.zh-CN") });
export type TalkTexts = TextsOf<typeof talkTexts>;
