/** Texts of parts that are loaded on demand. `ui/kit/later.tsx` waits for them. */
import type { Texts } from ".";
import { laterTexts, type TextsOf } from "./laterTexts";

export const partTexts = laterTexts("i18n/parts", () => import("./en/parts"));
export type AllTexts = Texts & TextsOf<typeof partTexts>;
