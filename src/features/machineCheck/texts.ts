/** Texts of the check of this machine, fetched with what shows them. */
import { laterTexts, type TextsOf } from "../../i18n/laterTexts";
import type { Texts } from "../../i18n";

export const machineTexts = laterTexts({ en: () => import("./texts.en"), "zh-CN": () => import("./texts.zh-CN") });

/** With the page's own. */
export type CheckTexts = Pick<Texts, "shell"> & { readonly machine: TextsOf<typeof machineTexts> };
