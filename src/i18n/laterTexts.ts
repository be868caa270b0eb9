/** Texts of a part of the page that is fetched when it is opened, one language at a time. */
import type { Translation } from "../core/translation";
import type { Language } from "./language";

export interface LaterTexts<T> {
  /** Null until `load` has brought them. */
  of(language: Language): T | null;
  /** In the language that came first; null until one has. */
  readonly any: T | null;
  /** Rejects where they cannot be fetched; a later call tries again. */
  load(language: Language): Promise<void>;
  /** Calls `listener` whenever a language has arrived. Returns the way to stop. */
  on(listener: () => void): () => void;
}

/** What `laterTexts` gives once it has come. */
export type TextsOf<L> = L extends LaterTexts<infer T> ? T : never;

interface Loads<English> {
  readonly en: () => Promise<{ readonly en: English }>;
  readonly "zh-CN": () => Promise<{ readonly zhCN: Translation<English> }>;
}

/** `loads` imports one file of texts for each language. English is the type of the others. */
export function laterTexts<English>(loads: Loads<English>): LaterTexts<Translation<English>> {
  type T = Translation<English>;
  const fetched: Readonly<Record<Language, () => Promise<T>>> = {
    en: async () => (await loads.en()).en as T, "zh-CN": async () => (await loads["zh-CN"]()).zhCN,
  };
  const here = new Map<Language, T>();
  const listeners = new Set<() => void>();
  return {
    of: (language) => here.get(language) ?? null,
    get any() { return [...here.values()][0] ?? null; },
    async load(language) {
      if (here.has(language)) return;
      here.set(language, await fetched[language]());
      for (const listener of listeners) listener();
    },
    on(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
