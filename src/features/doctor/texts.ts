/** Texts of the doctor: fetched with its panel. */
import { laterTexts, type TextsOf } from "../../i18n/laterTexts";

export const doctorTexts = laterTexts({ en: () => import("./texts.en"), "zh-CN": () => import("./texts.zh-CN") });
export type DoctorTexts = TextsOf<typeof doctorTexts>;
