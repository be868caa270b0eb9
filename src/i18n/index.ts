/**
 * Texts for people. English is the key type; the other languages must match it or the build fails. English comes with the
 * page, another language when it is chosen.
 */
import { en } from "./en";
import type { Translation } from "../core/translation";

export type Texts = Translation<typeof en>;

const OTHERS = {
  "zh-CN": async (): Promise<Texts> => (await import("./zh-CN")).zhCN,
};
export type Language = "en" | keyof typeof OTHERS;

const here = new Map<Language, Texts>([["en", en]]);
const listeners = new Set<() => void>();

export const isLanguage = (tag: string | null): tag is Language => tag === "en" || (tag !== null && Object.hasOwn(OTHERS, tag));

export const hasTexts = (language: Language): boolean => here.has(language);

/** English until `loadTexts` has brought the language. */
export const textsOf = (language: Language): Texts => here.get(language) ?? en;

/** Rejects where they cannot be fetched; a later call tries again. */
export async function loadTexts(language: Language): Promise<void> {
  if (language === "en" || here.has(language)) return;
  here.set(language, await OTHERS[language]());
  for (const listener of listeners) listener();
}

/** Calls `listener` whenever a language has arrived. Returns the way to stop. */
export function onTexts(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
