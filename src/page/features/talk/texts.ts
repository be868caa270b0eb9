/** Texts of talks and of the speaker's window: fetched with these. */
import { laterTexts, type TextsOf } from "../../i18n/laterTexts";

export const talkTexts = laterTexts("features/talk", () => import("./texts.en"));
export type TalkTexts = TextsOf<typeof talkTexts>;
