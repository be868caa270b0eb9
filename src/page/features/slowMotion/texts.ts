/** Texts of the step in slow motion: fetched when it is opened. */
import { laterTexts, type TextsOf } from "../../i18n/laterTexts";

export const slowMotionTexts = laterTexts("features/slowMotion", () => import("./texts.en"));
export type SlowMotionTexts = TextsOf<typeof slowMotionTexts>;
