/** Texts of parts that a reader opens later, with the rest of the page's. `ui/layout/later.tsx` waits for them. */
import type { Texts } from ".";
import type { Translation } from "../core/translation";
import { laterTexts } from "./laterTexts";
import type { parts } from "./en/parts";

type PartTexts = Translation<typeof parts>;

export type AllTexts = Texts & PartTexts;

export const partTexts = laterTexts<PartTexts>({
  en: async () => (await import("./en/parts")).parts,
  "zh-CN": async () => (await import("./zh-CN/parts")).parts,
});
