/** Texts of the instruments that show strips of images: fetched with them. */
import { laterTexts } from "../../../i18n/laterTexts";

export const stripTexts = laterTexts({ en: () => import("./texts.en"), "zh-CN": () => import("./texts.zh-CN") });
