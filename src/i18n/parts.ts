/** Texts of parts that are loaded on demand. `ui/kit/later.tsx` waits for them. */
import type { Texts } from ".";
import { laterTexts, type TextsOf } from "./laterTexts";

export const partTexts = laterTexts({ en: () => import("./en/parts"), "zh-CN": () => import("./zh-CN/parts") });
export type AllTexts = Texts & TextsOf<typeof partTexts>;
