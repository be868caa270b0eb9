/** Texts of the step in slow motion: fetched when it is opened. */
import type { Translation } from "../core/translation";
import { laterTexts } from "./laterTexts";
import type { en } from "./slowMotion.en";

export type SlowMotionTexts = Translation<typeof en>;

export const slowMotionTexts = laterTexts<SlowMotionTexts>({
  en: async () => (await import("./slowMotion.en")).en,
  "zh-CN": async () => (await import("./slowMotion.zh-CN")).zhCN,
});
