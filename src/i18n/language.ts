/** The available languages, without their texts. */
export const LANGUAGES = ["en", "zh-CN"] as const;
export type Language = (typeof LANGUAGES)[number];

/** Returns whether a language tag is that of an available language. */
export const isLanguage = (tag: string | null): tag is Language => LANGUAGES.some((language) => language === tag);
