/** Every language at once, for tests. */
import type { Language, Texts } from ".";
import { en } from "./en";
import { zhCN } from "./zh-CN";

export const LANGUAGES: Readonly<Record<Language, Texts>> = { en, "zh-CN": zhCN };
