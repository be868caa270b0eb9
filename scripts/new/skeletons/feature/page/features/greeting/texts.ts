import { laterTexts } from "../../i18n/laterTexts";

export const greetingTexts = laterTexts("features/greeting", () => import("./texts.en"));
