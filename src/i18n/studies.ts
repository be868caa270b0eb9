/** Texts of the studies and of the page that shows them: fetched when studies are opened. */
import type { Translation } from "../core/translation";
import { laterTexts } from "./laterTexts";
import type { en } from "./studies.en";

export type StudiesTexts = Translation<typeof en>;

export const studyTexts = laterTexts<StudiesTexts>({
  en: async () => (await import("./studies.en")).en,
  "zh-CN": async () => (await import("./studies.zh-CN")).zhCN,
});
