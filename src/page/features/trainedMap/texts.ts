/** Texts of the map that Play shows before training: fetched with it. */
import { laterTexts } from "../../i18n/laterTexts";

export const trainedMapTexts = laterTexts("features/trainedMap", () => import("./texts.en"));
