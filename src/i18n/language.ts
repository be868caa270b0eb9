/** The languages there are, without their texts. */
export const LANGUAGES = ["en", "zh-CN"] as const;
export type Language = (typeof LANGUAGES)[number];

export const isLanguage = (tag: string | null): tag is Language => LANGUAGES.some((language) => language === tag);
