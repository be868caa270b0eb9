/** Texts of what is shown only while two runs are compared: fetched with it. */
import { laterTexts } from "../../i18n/laterTexts";

export const comparisonTexts = laterTexts({ en: () => import("./texts.en"), "zh-CN": () => import("./texts.zh-CN") });
