/** Texts of the lessons and of the panel that shows them: fetched when lessons are opened. */
import type { Translation } from "../core/translation";
import { laterTexts } from "./laterTexts";
import type { en } from "./lessons.en";

export type LessonsTexts = Translation<typeof en>;

export const lessonTexts = laterTexts<LessonsTexts>({
  en: async () => (await import("./lessons.en")).en,
  "zh-CN": async () => (await import("./lessons.zh-CN")).zhCN,
});
