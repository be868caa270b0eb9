/** Texts of the dialog with the reader's own images: fetched with it. */
import { laterTexts, type TextsOf } from "../../i18n/laterTexts";

export const ownDataTexts = laterTexts({ en: () => import("./texts.en"), "zh-CN": () => import("./texts.zh-CN") });
export type OwnDataTexts = TextsOf<typeof ownDataTexts>;
