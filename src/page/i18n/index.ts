/**
 * The page's texts. English defines the type; other languages must match it or the build fails. English comes with the page, another language
 * is fetched when chosen.
 */
import { createListeners } from "../../core/listeners";
import { en } from "./en";
import type { Translation } from "../../core/translation";
import type { Language } from "../../core/language";
import { translationIn } from "./translations";

export type Texts = Translation<typeof en>;

export { isLanguage, type Language } from "../../core/language";

/** A text that comes with the page in every language. Features have few of them; all other texts are in one file per language. */
export type Label = Readonly<Record<Language, string>>;

const here = new Map<Language, Texts>([["en", en]]);
const listeners = createListeners();

/** Returns whether the texts of this language have loaded. */
export const hasTexts = (language: Language): boolean => here.has(language);

/** Returns the texts of a language; English until `loadTexts` has loaded it. */
export const textsOf = (language: Language): Texts => here.get(language) ?? en;

/** Loads a language. Rejects if it cannot be fetched; a later call tries again. */
export async function loadTexts(language: Language): Promise<void> {
  if (language === "en" || here.has(language)) return;
  here.set(language, (await translationIn(language, "index")) as Texts); // each language has this file, whose type is checked there
  listeners.call();
}

/** Calls `listener` whenever a language has loaded. Returns a function that unsubscribes. */
export const onTexts = listeners.add;
