/** Texts of the dialog that chooses what goes into a link: fetched with it. */
import { laterTexts } from "../../i18n/laterTexts";

export const linkTexts = laterTexts("ui/header", () => import("./texts.en"));
