/** Texts of the image that is followed: fetched with its panel. */
import { laterTexts, type TextsOf } from "../../i18n/laterTexts";
import { useLoadedTexts } from "../../ui/kit/useLaterTexts";

export const followTexts = laterTexts("features/follow", () => import("./texts.en"));
export type FollowTexts = TextsOf<typeof followTexts>;

export const useFollowTexts = (): FollowTexts => useLoadedTexts(followTexts);
