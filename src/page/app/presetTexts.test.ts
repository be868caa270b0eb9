import { expect, test } from "vitest";
import { LANGUAGES, sentences } from "../i18n/testing";
import { models } from "../../subject/models/registry";
import { findPreset, presets } from "../../subject/presets";
import { modelTexts, presetTexts, type ModelTexts } from "../ui/presetTexts";

/** The menu's width, in Latin letters. */
const TITLE = 28;
/** The room of two or three sentences, in letters. */
const ABOUT = 270;

function expectToFit({ about, question }: ModelTexts): void {
  const sentences = about.match(/[.。]( |$)|。/g)!.length;
  expect(sentences).toBeGreaterThanOrEqual(2);
  expect(sentences).toBeLessThanOrEqual(3);
  expect(about.length).toBeLessThanOrEqual(ABOUT);
  expect(question).toMatch(/[?？]/);
}

test.each(presets)("$name has texts that fit their places, in every language", ({ name }) => {
  for (const texts of Object.values(LANGUAGES)) {
    expect(texts.models.presets[name]!.title.length).toBeLessThanOrEqual(TITLE);
    expectToFit(texts.models.presets[name]!);
  }
});

test.each(models.map(({ id }) => id))("%s is explained in every language, without a preset", (id) => {
  for (const texts of Object.values(LANGUAGES)) expectToFit(modelTexts(texts, id)!);
});

test("an earlier version of a preset is described as it is", () => {
  for (const texts of Object.values(LANGUAGES)) {
    for (const [link, own] of Object.entries(texts.models.earlierPresets)) {
      const [name = "", version] = link.split("@");
      expect(findPreset(name, Number(version)), link).toBeDefined();
      expect(findPreset(name)!.version).toBeGreaterThan(Number(version));
      expectToFit(own);
      expect(presetTexts(texts, name, Number(version))).toMatchObject(own);
      expect(presetTexts(texts, name, findPreset(name)!.version)!.about).not.toBe(own.about);
    }
  }
  expect(presetTexts(LANGUAGES.en, "first-vae", 1)).toEqual(presetTexts(LANGUAGES.en, "first-vae"));
  expect(presetTexts(LANGUAGES.en, "constructor", 1)).toBeNull();
});

test("a preset that a text names has this title, in every language", () => {
  const modules = import.meta.glob<Readonly<Record<string, unknown>>>("../../{course/exercises,course/lessons,subject/models,course/studies}/**/texts.*.ts", { eager: true });
  const named = Object.entries(modules).flatMap(([file, parts]) => Object.entries(LANGUAGES).filter(([language]) => file.includes(`.${language}.`)).flatMap(([, texts]) => {
    const titles = Object.values(texts.models.presets).map(({ title }) => title);
    return Object.values(parts).flatMap(sentences).flatMap((text) => [...text.matchAll(/(?:preset “|preajuste «|预设“)([^”»]+)/g)].map(([, title]) => ({ file, title: title!, exists: titles.includes(title!) })));
  }));
  expect(named.length).toBeGreaterThan(5);
  expect(named.filter(({ exists }) => !exists)).toEqual([]);
});
