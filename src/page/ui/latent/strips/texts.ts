/** Texts of the instruments that show strips of images: fetched with them. */
import { laterTexts } from "../../../i18n/laterTexts";

export const stripTexts = laterTexts("ui/latent/strips", () => import("./texts.en"));
