import { expect, test } from "vitest";
import { LANGUAGES } from "../i18n";
import { presets } from "../presets";

/** The menu's width, in Latin letters. */
const TITLE = 28;

test.each(presets)("$name has texts that fit their places, in every language", ({ name }) => {
  for (const texts of Object.values(LANGUAGES)) {
    const { title, about, question } = texts.presets[name];
    expect(title.length).toBeLessThanOrEqual(TITLE);
    expect(about.match(/[.。]( |$)|。/g)).toHaveLength(2);
    expect(question).toMatch(/[?？]/);
  }
});
