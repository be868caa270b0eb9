/** Texts of the step in slow motion: fetched when it is opened. */
import { laterTexts, type TextsOf } from "../../i18n/laterTexts";

export const slowMotionTexts = laterTexts({ en: () => import("./texts.en"), "zh-CN": () => import("./texts.zh-CN") });
export type SlowMotionTexts = TextsOf<typeof slowMotionTexts>;
