/** Every lesson: its runs open as written, its texts exist in every language, and its questions can be answered. */
import { describe, expect, test } from "vitest";
import { check } from "../../core/model/hyperparameters";
import { holds } from "../../core/threshold";
import { valuesAt } from "../../core/run/liveChanges";
import { lossColumns } from "../../core/model/model";
import { isReading, needs, type Quantity } from "../../subject/measurements/readings";
import { appliesTo } from "../../subject/measurements/registry";
import { dataOf } from "../../subject/data/registry";
import { en } from "../../page/i18n/en/learning";
import { es } from "../../page/i18n/es/learning";
import { zhCN } from "../../page/i18n/zh-CN/learning";
import { findModel } from "../../subject/models/registry";
import { parse } from "../../page/state/urlCodec";
import { LESSON_IDS } from "./ids";
import { quantitiesOf, shownOption, stagesOf, type Lesson } from "./lesson";
import { lessons } from "./registry";
import type { LessonTexts } from "./texts";

const LANGUAGES: Readonly<Record<string, Readonly<Record<string, LessonTexts>>>> = { en: en.lessons, "zh-CN": zhCN.lessons, es: es.lessons };
const all = LESSON_IDS.map((id) => ({ id, lesson: lessons[id] }));

const sentences = (text: string) => text.split(/[.?!](?=\s|$)|[。？！]/).filter((part) => part.trim() !== "").length;

function expectReadable(run: string, quantities: readonly Quantity[]): void {
  const { config, notices } = parse(run);
  expect({ run, notices }).toEqual({ run, notices: [] });
  const model = findModel(config.model)!;
  for (const what of quantities) {
    const id = what.slice(what.indexOf(" ") + 1);
    const data = dataOf(config.hyperparameters);
    if (isReading(what)) expect(appliesTo(needs(what, { model, data, h: config.hyperparameters })!, model, data.kind), what).toBe(true);
    else if (what.startsWith("loss ")) expect(lossColumns(model).map((column) => column.id)).toContain(id);
    else expect(Object.keys(model.hyperparameters)).toContain(id);
  }
}

test("every folder is listed, and none is missing", () => {
  const folders = Object.keys(import.meta.glob("./*/lesson.ts")).map((path) => path.split("/")[1]);
  expect(folders.sort()).toEqual([...LESSON_IDS].sort());
  for (const texts of Object.values(LANGUAGES)) expect(Object.keys(texts).sort()).toEqual([...LESSON_IDS].sort());
});

describe.each(all)("$id", ({ id, lesson }) => {
  test("its runs open as written, and their quantities can be measured", () => {
    for (const round of lesson.rounds) expectReadable(round.run, quantitiesOf(round));
    expectReadable(lesson.repair.run, lesson.repair.conditions.map(({ what }) => what));
    const last = findModel(parse(lesson.repair.run).config.model)!;
    for (const column of lesson.explain) expect(lossColumns(last).map((one) => one.id)).toContain(column);
  });

  test("curve questions have 5 to 7 points, up to the end of their round", () => {
    for (const { question, until } of lesson.rounds) {
      if (question.kind !== "curve") continue;
      expect(question.at.length).toBeGreaterThanOrEqual(5);
      expect(question.at.length).toBeLessThanOrEqual(7);
      expect([...question.at].sort((a, b) => a - b)).toEqual(question.at);
      expect(question.at.at(-1)).toBe(until);
    }
  });

  test("every option can be the run's answer, the last one if no other is", () => {
    for (const { question } of lesson.rounds) {
      if (question.kind !== "choice") continue;
      const [...ids] = question.options.map((option) => option.id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(question.options.at(-1)!.when).toBeUndefined();
      for (const { id: option, when } of question.options.slice(0, -1)) {
        expect(shownOption(question, Object.fromEntries(quantitiesOf({ id, question, run: "", until: 0 }).map((what) => [what, when!.value])))).toBe(option);
      }
    }
  });

  test("the repair needs live settings only, and is not solved at the start", () => {
    const { run, from, conditions, solution } = lesson.repair;
    const { config } = parse(run);
    const model = findModel(config.model)!;
    for (const [setting, value] of Object.entries(solution.change)) {
      const spec = model.hyperparameters[setting]!;
      expect(spec.live).toBe(true);
      expect(check(spec, value)).toEqual({ kind: "ok", value });
      for (const condition of conditions.filter(({ what }) => what === `setting ${setting}`)) expect(holds(condition, Number(value))).toBe(true);
    }
    const now = valuesAt(config, from);
    expect(Object.entries(solution.change).some(([setting, value]) => now[setting] !== value)).toBe(true);
  });

  test.each(Object.keys(LANGUAGES))("says all of it in %s, and lets the reader act after three sentences", (language) => {
    const texts = LANGUAGES[language]![id]!;
    expect(texts.title.length).toBeLessThanOrEqual(28);
    expect(Object.keys(texts.rounds)).toEqual(lesson.rounds.map((round) => round.id));
    for (const { id: round, question } of lesson.rounds) {
      const { predict, options = {} } = texts.rounds[round]!;
      expect(sentences(predict), predict).toBeLessThanOrEqual(3);
      expect(Object.keys(options)).toEqual(question.kind === "choice" ? question.options.map((option) => option.id) : []);
    }
    expect(Object.keys(texts.explain.terms)).toEqual(lesson.explain);
  });

  test("the repair's task is true before its run is trained: it says when the run shows what it describes", () => {
    for (const { [id]: texts } of Object.values(LANGUAGES)) expect(texts!.repair.task).not.toMatch(/\b(now|again, after)\b|^This run|^In this run|\bhere\b|现在|^这次训练|\bahora\b|\baquí(?!\p{L})|^(En )?[Ee]sta ejecución/u);
  });
});

test("stages: predict, run, compare for each round, then explain, then repair", () => {
  const { rounds } = lessons["elbo-terms"];
  const kinds = (lesson: Lesson) => stagesOf(lesson).map(({ kind }) => kind);
  expect(kinds(lessons["elbo-terms"])).toEqual([...rounds.flatMap(() => ["predict", "run", "compare"]), "explain", "repair"]);
});
