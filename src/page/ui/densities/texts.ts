/** Texts of the densities of points: fetched with them. */
import { laterTexts } from "../../i18n/laterTexts";

export const densityTexts = laterTexts("ui/densities", () => import("./texts.en"));
