/** Texts of the command palette: fetched with it. */
import { laterTexts, type TextsOf } from "../../i18n/laterTexts";

export const paletteTexts = laterTexts({ en: () => import("./texts.en"), "zh-CN": () => import("./texts.zh-CN") });
export type PaletteTexts = TextsOf<typeof paletteTexts>;
