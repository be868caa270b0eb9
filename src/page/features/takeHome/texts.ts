/** Texts of what can be saved of the page: fetched with it. */
import { laterTexts, type TextsOf } from "../../i18n/laterTexts";

export const takeHomeTexts = laterTexts("features/takeHome", () => import("./texts.en"));
export type TakeHomeTexts = TextsOf<typeof takeHomeTexts>;
