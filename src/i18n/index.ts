/** Texts for people. English is the key type; the other languages must match it or the build fails. */
import { en } from "./en";
import type { Translation } from "./translation";
import { zhCN } from "./zh-CN";

export type Texts = Translation<typeof en>;
export const LANGUAGES = { en, "zh-CN": zhCN } as const satisfies Record<string, Texts>;
export type Language = keyof typeof LANGUAGES;

export const textsOf = (language: Language): Texts => LANGUAGES[language];
