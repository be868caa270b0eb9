/** Texts of a part of the page that is loaded on demand, one language at a time. */
import { createListeners } from "../core/listeners";
import type { Translation } from "../core/translation";
import type { Language } from "./language";

/** Texts that are loaded on demand. */
export interface LaterTexts<T> {
  /** Returns null until `load` has loaded them. */
  of(language: Language): T | null;
  /** The texts in the language that loaded first; null until one has. */
  readonly any: T | null;
  /** Loads a language. Rejects if it cannot be fetched; a later call tries again. */
  load(language: Language): Promise<void>;
  /** Calls `listener` whenever a language has loaded. Returns a function that unsubscribes. */
  on(listener: () => void): () => void;
}

/** The type of the texts that `laterTexts` loads. */
export type TextsOf<L> = L extends LaterTexts<infer T> ? T : never;

interface Loads<English> {
  readonly en: () => Promise<{ readonly en: English }>;
  readonly "zh-CN": () => Promise<{ readonly zhCN: Translation<English> }>;
}

/** Returns texts that are loaded later, by language. `loads` imports one file of texts per language. English defines the type of the others. */
export function laterTexts<English>(loads: Loads<English>): LaterTexts<Translation<English>> {
  type T = Translation<English>;
  const fetched: Readonly<Record<Language, () => Promise<T>>> = {
    en: async () => (await loads.en()).en as T, "zh-CN": async () => (await loads["zh-CN"]()).zhCN,
  };
  const here = new Map<Language, T>();
  const listeners = createListeners();
  return {
    of: (language) => here.get(language) ?? null,
    get any() { return [...here.values()][0] ?? null; },
    async load(language) {
      if (here.has(language)) return;
      here.set(language, await fetched[language]());
      listeners.call();
    },
    on: listeners.add,
  };
}
