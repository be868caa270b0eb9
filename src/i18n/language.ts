/** The available languages, without their texts. */
export const LANGUAGES = ["en", "zh-CN"] as const;
export type Language = (typeof LANGUAGES)[number];

/** Returns whether a language tag is that of an available language. */
export const isLanguage = (tag: string | null): tag is Language => LANGUAGES.some((language) => language === tag);

/** Returns the available language that suits a browser's preferred languages. It uses no other code of the page (`app/shellScript.ts`). */
export const languageOf = (tags: readonly string[]): Language => (tags.some((tag) => /^zh/i.test(tag)) && !/^en/i.test(tags[0] ?? "") ? "zh-CN" : "en");
