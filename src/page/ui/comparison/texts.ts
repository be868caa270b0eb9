/** Texts of what is shown only while two runs are compared: fetched with it. */
import { laterTexts } from "../../i18n/laterTexts";

export const comparisonTexts = laterTexts("ui/comparison", () => import("./texts.en"));
