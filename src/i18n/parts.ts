/** Texts of parts that a reader opens later, with the rest of the page's. `ui/kit/later.tsx` waits for them. */
import type { Texts } from ".";
import { laterTexts, type TextsOf } from "./laterTexts";

export const partTexts = laterTexts({ en: () => import("./en/parts"), "zh-CN": () => import("./zh-CN/parts") });
export type AllTexts = Texts & TextsOf<typeof partTexts>;
