/** Texts of the dialog with the reader's own images: fetched with it. */
import { laterTexts, type TextsOf } from "../../i18n/laterTexts";

export const ownDataTexts = laterTexts("features/ownData", () => import("./texts.en"));
export type OwnDataTexts = TextsOf<typeof ownDataTexts>;
