/** Texts of the runs that this browser keeps: fetched with their shelf. */
import type { Translation } from "../core/translation";
import { laterTexts } from "./laterTexts";
import type { en } from "./keptRuns.en";

export type KeptRunsTexts = Translation<typeof en>;

export const keptRunsTexts = laterTexts<KeptRunsTexts>({
  en: async () => (await import("./keptRuns.en")).en,
  "zh-CN": async () => (await import("./keptRuns.zh-CN")).zhCN,
});
