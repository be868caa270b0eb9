/** Texts of what a hall takes part by: the link as a code, questions and hands. Fetched with these. */
import type { Translation } from "../core/translation";
import { laterTexts } from "./laterTexts";
import type { en } from "./hall.en";

export type HallTexts = Translation<typeof en>;

export const hallTexts = laterTexts<HallTexts>({
  en: async () => (await import("./hall.en")).en,
  "zh-CN": async () => (await import("./hall.zh-CN")).zhCN,
});
