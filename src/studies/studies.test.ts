/** Every study: its runs open as written and can be measured, and its texts exist in every language. */
import { describe, expect, test } from "vitest";
import { appliesTo } from "../measurements/registry";
import { checkedSettings } from "../measurements/registry";
import { en } from "../i18n/en/learning";
import { zhCN } from "../i18n/zh-CN/learning";
import { findModel } from "../models/registry";
import { parse } from "../state/urlCodec";
import { STUDY_IDS } from "./ids";
import { studies } from "./registry";
import type { Study } from "./study";
import type { StudyTexts } from "./texts";

const LANGUAGES: Readonly<Record<string, Readonly<Record<string, StudyTexts>>>> = { en: en.studies, "zh-CN": zhCN.studies };

const sentences = (text: string) => text.split(/[.?!](?=\s|$)|[。？！]/).filter((part) => part.trim() !== "").length;

test("every folder is listed, and none is missing", () => {
  const folders = Object.keys(import.meta.glob("./*/study.ts")).map((path) => path.split("/")[1]);
  expect(folders.sort()).toEqual([...STUDY_IDS].sort());
  for (const texts of Object.values(LANGUAGES)) expect(Object.keys(texts).sort()).toEqual([...STUDY_IDS].sort());
});

describe.each(STUDY_IDS)("%s", (id) => {
  const study: Study = studies[id];
  test("its runs open as written, and its measurement applies to them", () => {
    expect(checkedSettings(study.measures.id, study.measures.settings)).toEqual(study.measures.settings);
    for (const { run } of study.runs) {
      const { config, notices } = parse(run);
      expect(notices).toEqual([]);
      const model = findModel(config.model)!;
      expect(appliesTo(study.measures.id, model, "image")).toBe(true);
      expect(study.suits?.(model, config.hyperparameters) ?? true).toBe(true);
    }
  });

  test.each(Object.keys(LANGUAGES))("says all of it in %s, and asks after three sentences at most", (language) => {
    const texts = LANGUAGES[language]![id]!;
    expect(texts.title.length).toBeLessThanOrEqual(32);
    expect(sentences(texts.question), texts.question).toBeLessThanOrEqual(3);
    expect(Object.keys(texts.options)).toEqual(study.options);
    expect(Object.keys(texts.runs).sort()).toEqual(study.runs.map((run) => run.id).sort());
  });
});

test("a link names the open study; of a lesson and a study, the lesson is opened", () => {
  expect(parse("model=vae&study=rate-distortion")).toMatchObject({ study: "rate-distortion", room: "learn", notices: [] });
  expect(parse("model=vae&study=rate-distortion&lesson=elbo-terms")).toMatchObject({
    study: null, lesson: "elbo-terms", notices: [{ kind: "adjusted", key: "study" }],
  });
});
