/** Texts of the densities of points: fetched with them. */
import { laterTexts } from "../../i18n/laterTexts";

export const densityTexts = laterTexts({ en: () => import("./texts.en"), "zh-CN": () => import("./texts.zh-CN") });
