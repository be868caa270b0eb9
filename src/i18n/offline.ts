/** Texts of the dialog about working without a network: fetched with it. */
import type { Translation } from "../core/translation";
import { laterTexts } from "./laterTexts";
import type { en } from "./offline.en";

export type OfflineTexts = Translation<typeof en>;

export const offlineTexts = laterTexts<OfflineTexts>({
  en: async () => (await import("./offline.en")).en,
  "zh-CN": async () => (await import("./offline.zh-CN")).zhCN,
});
