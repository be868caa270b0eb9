/** Texts of the lessons and of the panel that shows them: fetched when lessons are opened. */
import { laterTexts, type TextsOf } from "../../i18n/laterTexts";

export const lessonTexts = laterTexts({ en: () => import("./texts.en"), "zh-CN": () => import("./texts.zh-CN") });
export type LessonsTexts = TextsOf<typeof lessonTexts>;
