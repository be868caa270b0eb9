/** All languages, for tests. */
import type { Language } from ".";
import { en } from "./en";
import { en as enParts } from "./en/parts";
import type { AllTexts } from "./parts";
import { zhCN } from "./zh-CN";
import { zhCN as zhParts } from "./zh-CN/parts";

export const LANGUAGES: Readonly<Record<Language, AllTexts>> = { en: { ...en, ...enParts }, "zh-CN": { ...zhCN, ...zhParts } };
