/** Texts of the dialog about working without a network: fetched with it. */
import { laterTexts, type TextsOf } from "../../i18n/laterTexts";

export const offlineTexts = laterTexts({ en: () => import("./texts.en"), "zh-CN": () => import("./texts.zh-CN") });
export type OfflineTexts = TextsOf<typeof offlineTexts>;
