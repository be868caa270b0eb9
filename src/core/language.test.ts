import { expect, it } from "vitest";
import { isLanguage, LANGUAGES, languageOf } from "./language";

it.each([
  [["es-MX", "en"], "es"], [["de-DE", "zh-TW", "en"], "zh-CN"], [["en-GB", "es"], "en"], [["ES"], "es"], [["fr", "de"], "en"], [[], "en"],
])("for a browser that prefers %j the page is in %s", (tags, language) => expect(languageOf(tags, LANGUAGES)).toBe(language));

it("knows its languages' tags, and no names of objects", () => {
  expect(["en", "zh-CN", "es", "fr", "constructor", null].filter(isLanguage)).toEqual(["en", "zh-CN", "es"]);
});
