/** Texts of the doctor: fetched with its panel. */
import { laterTexts, type TextsOf } from "../../i18n/laterTexts";

export const doctorTexts = laterTexts("features/doctor", () => import("./texts.en"));
export type DoctorTexts = TextsOf<typeof doctorTexts>;
