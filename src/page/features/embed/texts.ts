/** Texts of the page in a frame of another page: fetched with it. */
import { laterTexts } from "../../i18n/laterTexts";

export const embedTexts = laterTexts("features/embed", () => import("./texts.en"));
