/** Texts of the dialog about working without a network: fetched with it. */
import { laterTexts, type TextsOf } from "../../i18n/laterTexts";

export const offlineTexts = laterTexts("features/offline", () => import("./texts.en"));
export type OfflineTexts = TextsOf<typeof offlineTexts>;
