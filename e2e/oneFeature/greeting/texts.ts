import { laterTexts } from "../../i18n/laterTexts";

export const greetingTexts = laterTexts({ en: () => import("./texts.en"), "zh-CN": () => import("./texts.zh-CN") });
