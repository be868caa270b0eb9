/** Texts of the lessons and of the panel that shows them: fetched when lessons are opened, one language at a time. */
import type { Translation } from "../core/translation";
import type { Language } from ".";
import type { en } from "./lessons.en";

export type LessonsTexts = Translation<typeof en>;

const LOADS: Readonly<Record<Language, () => Promise<LessonsTexts>>> = {
  en: async () => (await import("./lessons.en")).en,
  "zh-CN": async () => (await import("./lessons.zh-CN")).zhCN,
};

const here = new Map<Language, LessonsTexts>();
const listeners = new Set<() => void>();

/** Null until `loadLessonTexts` has brought them. */
export const lessonTextsOf = (language: Language): LessonsTexts | null => here.get(language) ?? null;

/** Rejects where they cannot be fetched; a later call tries again. */
export async function loadLessonTexts(language: Language): Promise<void> {
  if (here.has(language)) return;
  here.set(language, await LOADS[language]());
  for (const listener of listeners) listener();
}

/** Calls `listener` whenever a language has arrived. Returns the way to stop. */
export function onLessonTexts(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
