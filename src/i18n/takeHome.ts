/** Texts of what can be saved of the page: fetched with it. */
import type { Translation } from "../core/translation";
import { laterTexts } from "./laterTexts";
import type { en } from "./takeHome.en";

export type TakeHomeTexts = Translation<typeof en>;

export const takeHomeTexts = laterTexts<TakeHomeTexts>({
  en: async () => (await import("./takeHome.en")).en,
  "zh-CN": async () => (await import("./takeHome.zh-CN")).zhCN,
});
