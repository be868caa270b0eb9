/** Texts of the dialog with the reader's own images: fetched with it. */
import type { Translation } from "../core/translation";
import { laterTexts } from "./laterTexts";
import type { en } from "./ownData.en";

export type OwnDataTexts = Translation<typeof en>;

export const ownDataTexts = laterTexts<OwnDataTexts>({
  en: async () => (await import("./ownData.en")).en,
  "zh-CN": async () => (await import("./ownData.zh-CN")).zhCN,
});
