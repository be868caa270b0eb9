/** docs/models is up to date. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import katex from "katex";
import { expect, test } from "vitest";
import { defaultsOf } from "../src/core/model/hyperparameters";
import { forSettings } from "../src/core/model/model";
import { models } from "../src/subject/models/registry";
import { modelDocs } from "./modelDocs";
import { withCounts } from "./readmeCounts";

const FOLDER = path.join(import.meta.dirname, "..", "docs", "models");

const docs = modelDocs();
const OUT_OF_DATE = "docs/models is out of date: npm run docs";

test("every model has a file, and there is no other", () => {
  expect(readdirSync(FOLDER).sort(), OUT_OF_DATE).toEqual([...docs.keys()].sort());
});

test.each([...docs])("%s matches the definitions", (file, text) => {
  expect(readFileSync(path.join(FOLDER, file), "utf8"), OUT_OF_DATE).toBe(text);
});

test("the README has the numbers of models, presets, lessons, studies and exercises", () => {
  const readme = readFileSync(path.join(import.meta.dirname, "..", "README.md"), "utf8");
  expect(readme, "README.md has other numbers: npm run docs").toBe(withCounts(readme));
  const old = readme.replace(/\d+ (?=models\])/, "7 ").replace(/\w+ (?=exercises)/, "two ");
  expect(old).not.toBe(readme);
  expect(withCounts(old)).toBe(readme);
  expect(() => withCounts(readme.replaceAll(" presets", " others"))).toThrow('how many "presets"');
});

test.each([...docs])("%s has no undefined values", (_, text) => {
  expect(text).not.toMatch(/undefined|NaN|\[object|=>/);
  const cells = (line: string) => line.split(/(?<!\\)\|/).length;
  const tables = text.split("\n\n").filter((part) => part.startsWith("| "));
  for (const lines of tables.map((part) => part.trim().split("\n"))) {
    expect(new Set(lines.map(cells)).size, lines[0]).toBe(1);
  }
});

test("each formula of the documentation says what the model's does: a bar within a line of a table is a bar", () => {
  const shownBy = (tex: string) => katex.renderToString(tex, { output: "mathml", throwOnError: true }).replace(/<annotation[^]*?<\/annotation>/g, "").replace(/<[^>]+>/g, "");
  for (const model of models) {
    const h = defaultsOf(model.hyperparameters);
    const inDocs = new Set([...docs.get(`${model.id}.md`)!.matchAll(/\$`([^`]+)`\$/g)].map(([, tex = ""]) => shownBy(tex)));
    for (const term of model.objectives.flatMap(({ terms }) => terms)) {
      expect(inDocs, `${model.id}: ${term.id}`).toContain(shownBy(forSettings(term.tex, h)).replaceAll("|", "∣"));
    }
    for (const shown of inDocs) expect(shown, model.id).not.toMatch(/vert/i);
  }
});
