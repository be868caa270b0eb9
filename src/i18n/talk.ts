/** Texts of talks and of the speaker's window: fetched with these. */
import type { Translation } from "../core/translation";
import { laterTexts } from "./laterTexts";
import type { en } from "./talk.en";

export type TalkTexts = Translation<typeof en>;

export const talkTexts = laterTexts<TalkTexts>({
  en: async () => (await import("./talk.en")).en,
  "zh-CN": async () => (await import("./talk.zh-CN")).zhCN,
});
