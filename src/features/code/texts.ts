/** Texts of the code beside the equation: fetched with its panel. */
import { laterTexts, type TextsOf } from "../../i18n/laterTexts";
import { useLoadedTexts } from "../../ui/kit/useLaterTexts";

export const codeTexts = laterTexts({ en: () => import("./texts.en"), "zh-CN": () => import("./texts.zh-CN") });

export const useCodeTexts = (): TextsOf<typeof codeTexts> => useLoadedTexts(codeTexts);
