/** Texts of lessons and studies, fetched with their panels. */
import { laterTexts, type TextsOf } from "./laterTexts";

export const learningTexts = laterTexts({ en: () => import("./en/learning"), "zh-CN": () => import("./zh-CN/learning") });
export type LearningTexts = TextsOf<typeof learningTexts>;
