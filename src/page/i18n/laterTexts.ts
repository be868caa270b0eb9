/**
 * Texts of a part of the page that is loaded on demand, one language at a time. A language that lacks them has them in English, and the page says
 * so: `ui/kit/later.tsx`.
 */
import { createListeners } from "../../core/listeners";
import type { Translation } from "../../core/translation";
import type { Language } from "../../core/language";
import { translationIn } from "./translations";

/** Texts that are loaded on demand. */
export interface LaterTexts<T> {
  /** Returns null until `load` has loaded them. */
  of(language: Language): T | null;
  /** The texts in the language that loaded first; null until one has. */
  readonly any: T | null;
  /** Loads a language. Rejects if it cannot be fetched; a later call tries again. */
  load(language: Language): Promise<void>;
  /** Returns whether a language that has loaded lacks these texts and has them in English. */
  lacks(language: Language): boolean;
  /** Calls `listener` whenever a language has loaded. Returns a function that unsubscribes. */
  on(listener: () => void): () => void;
}

/** The type of the texts that `laterTexts` loads. */
export type TextsOf<L> = L extends LaterTexts<infer T> ? T : never;

/** The texts of folders, by their path in `src`, as each language's `later.ts` has them. */
type Later = Readonly<Record<string, unknown>>;

/**
 * Returns texts that are loaded later. `place`: the folder in `src` whose `texts.*.ts` they are, or the name of a file of the languages' folders.
 * English defines the type of the others.
 */
export function laterTexts<English>(place: string, english: () => Promise<{ readonly en: English }>): LaterTexts<Translation<English>> {
  type T = Translation<English>;
  const here = new Map<Language, T>();
  const inEnglish = new Set<Language>();
  const listeners = createListeners();
  const translated = async (language: Language) => {
    if (language === "en") return undefined;
    return (place.includes("/") ? ((await translationIn(language, "later")) as Later)[place] : await translationIn(language, place)) as T | undefined; // its file has this type
  };
  return {
    of: (language) => here.get(language) ?? null,
    get any() { return [...here.values()][0] ?? null; },
    async load(language) {
      if (here.has(language)) return;
      const found = await translated(language);
      here.set(language, found ?? (await english()).en as T);
      if (language !== "en" && !found) inEnglish.add(language);
      listeners.call();
    },
    lacks: (language) => inEnglish.has(language),
    on: listeners.add,
  };
}
