/**
 * Texts for people. English is the key type; the other languages must match it or the build fails. English comes with the
 * page, another language when it is chosen.
 */
import { en } from "./en";
import type { Translation } from "../core/translation";
import type { Language } from "./language";

export type Texts = Translation<typeof en>;

export { isLanguage, type Language } from "./language";

/** A text that comes with the page in every language. Features have few of them; all others are in files of one language. */
export type Label = Readonly<Record<Language, string>>;

const OTHERS: Readonly<Record<Exclude<Language, "en">, () => Promise<Texts>>> = {
  "zh-CN": async () => (await import("./zh-CN")).zhCN,
};

const here = new Map<Language, Texts>([["en", en]]);
const listeners = new Set<() => void>();

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
