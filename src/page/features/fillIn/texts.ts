/** Texts of the panel that fills in what is missing of an image: fetched with it. */
import { laterTexts, type TextsOf } from "../../i18n/laterTexts";
import { useLoadedTexts } from "../../ui/kit/useLaterTexts";

export const fillInTexts = laterTexts("features/fillIn", () => import("./texts.en"));
export type FillInTexts = TextsOf<typeof fillInTexts>;

export const useFillInTexts = (): FillInTexts => useLoadedTexts(fillInTexts);
