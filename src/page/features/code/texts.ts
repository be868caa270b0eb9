/** Texts of the code beside the equation: fetched with its panel. */
import type { Label } from "../../i18n";
import { laterTexts, type TextsOf } from "../../i18n/laterTexts";
import { useLoadedTexts } from "../../ui/kit/useLaterTexts";

/** The button's name, which comes with the page. */
export const CODE: Label = { en: "Code", "zh-CN": "代码", es: "Código" };

export const codeTexts = laterTexts("features/code", () => import("./texts.en"));

export type CodeTexts = TextsOf<typeof codeTexts>;

export const useCodeTexts = (): CodeTexts => useLoadedTexts(codeTexts);
