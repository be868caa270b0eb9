/** Texts of the doctor: fetched with its panel. */
import type { Translation } from "../core/translation";
import type { en } from "./doctor.en";
import { laterTexts } from "./laterTexts";

export type DoctorTexts = Translation<typeof en>;

export const doctorTexts = laterTexts<DoctorTexts>({
  en: async () => (await import("./doctor.en")).en,
  "zh-CN": async () => (await import("./doctor.zh-CN")).zhCN,
});
