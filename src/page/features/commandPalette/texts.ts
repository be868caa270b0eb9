/** Texts of the command palette: fetched with it. */
import { laterTexts, type TextsOf } from "../../i18n/laterTexts";

export const paletteTexts = laterTexts("features/commandPalette", () => import("./texts.en"));
export type PaletteTexts = TextsOf<typeof paletteTexts>;
