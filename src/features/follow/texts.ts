/** Texts of the image that is followed: fetched with its panel. */
import { laterTexts, type TextsOf } from "../../i18n/laterTexts";
import { useLoadedTexts } from "../../ui/kit/useLaterTexts";

export const followTexts = laterTexts({ en: () => import("./texts.en"), "zh-CN": () => import("./texts.zh-CN") });
export type FollowTexts = TextsOf<typeof followTexts>;

export const useFollowTexts = (): FollowTexts => useLoadedTexts(followTexts);
