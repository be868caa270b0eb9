/** Texts of the check of this machine, fetched with what shows them. */
import { laterTexts, type TextsOf } from "../../i18n/laterTexts";
import type { Texts } from "../../i18n";

export const machineTexts = laterTexts("features/machineCheck", () => import("./texts.en"));

/** With the page's own. */
export type CheckTexts = Pick<Texts, "shell"> & { readonly machine: TextsOf<typeof machineTexts> };
