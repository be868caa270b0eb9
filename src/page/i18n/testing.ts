/** For tests: all languages, and what is said in a tree of texts. */
import type { Language } from ".";
import { en } from "./en";
import { en as enParts } from "./en/parts";
import type { AllTexts } from "./parts";
import { es } from "./es";
import { es as esParts } from "./es/parts";
import { zhCN } from "./zh-CN";
import { zhCN as zhParts } from "./zh-CN/parts";

/** What no text about points may say. */
export const OF_IMAGES = /\b(image|digit|pixel)s?\b|图像|数字|像素|[张幅](?!图)/i;

/** Returns all texts of a tree; functions are called with numbers. */
export function sentences(part: unknown): readonly string[] {
  if (typeof part === "string") return [part];
  if (typeof part === "function") return [String((part as (...all: unknown[]) => unknown)("3", ["4"], "5"))];
  return part === null || typeof part !== "object" ? [] : Object.values(part).flatMap(sentences);
}

export const LANGUAGES: Readonly<Record<Language, AllTexts>> = { en: { ...en, ...enParts }, "zh-CN": { ...zhCN, ...zhParts }, es: { ...es, ...esParts } };
