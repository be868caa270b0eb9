import { laterTexts } from "../../i18n/laterTexts";

export const suspendTexts = laterTexts("features/suspendWhileHidden", () => import("./texts.en"));
