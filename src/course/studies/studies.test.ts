/** Every study: its runs open as written and can be measured, and its texts exist in every language. */
import { describe, expect, test } from "vitest";
import { step } from "../../core/run/ids";
import { appliesTo, type Measured, type MeasurementId, type ResultOf } from "../../subject/measurements/registry";
import { checkedSettings } from "../../subject/measurements/registry";
import { en } from "../../page/i18n/en/learning";
import { es } from "../../page/i18n/es/learning";
import { zhCN } from "../../page/i18n/zh-CN/learning";
import { findModel } from "../../subject/models/registry";
import { parse } from "../../page/state/urlCodec";
import { STUDY_IDS, type StudyId } from "./ids";
import { studies } from "./registry";
import { answerOf, type Study } from "./study";
import type { StudyTexts } from "./texts";

const LANGUAGES: Readonly<Record<string, Readonly<Record<string, StudyTexts>>>> = { en: en.studies, "zh-CN": zhCN.studies, es: es.studies };

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

test("a measurement shows one of the study's options", () => {
  const shown = <I extends MeasurementId>(id: StudyId, measurement: I, result: Partial<ResultOf<I>>) => {
    const option = answerOf(studies[id], { id: measurement, step: step(400), result } as unknown as Measured); // with the numbers that the answer reads
    expect(studies[id].options).toContain(option);
    return option;
  };
  const variances = (score: number) => ({ variances: { reparameterised: 2, baseline: 30, score } });
  expect([20, 200, 4000].map((score) => shown("gradient-variance", "gradient-variance", variances(score)))).toEqual(["few", "hundred", "thousands"]);
  expect([5, 6.1, 7].map((medianOfSamples) => shown("memorising", "memorising", { medianOfSamples, medianOfTest: 6 }))).toEqual(["nearer", "alike", "farther"]);
  const levels = (...distances: readonly number[]) => ({ levels: [32, 8, 6, 4, 2].map((bits, i) => ({ bits, bytes: 1, distance: distances[i]!, pixels: new Uint8Array(0) })) });
  expect([levels(10, 12, 13, 14, 30), levels(10, 10, 12, 14, 30), levels(10, 10, 10.5, 12, 30), levels(10, 10, 10, 10, 30), levels(10, 10, 10, 10, 10)]
    .map((result) => shown("quantised-decoder", "quantised-decoder", result))).toEqual(["eight", "six", "four", "two", "two"]);
  const rows = (...gains: readonly number[]) => ({ rows: gains.map((gain, i) => ({ labels: 100 * (i + 1), real: [0.8, 0.9], moved: [0.9], withSamples: [0.85 + gain] })) });
  expect([rows(0.07, 0.02), rows(0.07, 0.005), rows(0.005, 0.1)].map((result) => shown("augmentation", "augmentation", result))).toEqual(["always", "few", "never"]);
  expect(answerOf(studies["memorising"], { id: "gradient-variance", step: step(1), result: variances(1) } as unknown as Measured)).toBeNull();
});
