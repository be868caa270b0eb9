/** Texts of the page in a frame of another page: fetched with it. */
import type { Translation } from "../core/translation";
import { laterTexts } from "./laterTexts";
import type { en } from "./embed.en";

export type EmbedTexts = Translation<typeof en>;

export const embedTexts = laterTexts<EmbedTexts>({
  en: async () => (await import("./embed.en")).en,
  "zh-CN": async () => (await import("./embed.zh-CN")).zhCN,
});
