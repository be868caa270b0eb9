/**
 * The available languages, without their texts: one line for each. The texts of a language are in its folder, and in files beside those in
 * English: `texts.es.ts` beside `texts.en.ts`. Each exports them by the language's tag without hyphen, such as `es` or `zhCN`.
 */
export const LANGUAGE_NAMES = {
  en: "English",
  "zh-CN": "中文",
  es: "Español",
} as const;
export type Language = keyof typeof LANGUAGE_NAMES;
export const LANGUAGES = Object.keys(LANGUAGE_NAMES) as readonly Language[];

/** Returns whether a language tag is that of an available language. */
export const isLanguage = (tag: string | null): tag is Language => tag !== null && Object.hasOwn(LANGUAGE_NAMES, tag);

/** Returns the first of a browser's preferred languages that is available; English if none is. It uses nothing but its arguments (`app/shellScript.ts`). */
export function languageOf(tags: readonly string[], languages: readonly Language[]): Language {
  const base = (tag: string) => tag.toLowerCase().split("-")[0];
  return tags.map((tag) => languages.find((language) => base(language) === base(tag))).find((found) => found !== undefined) ?? "en";
}
