/** docs/models and the README's tables are up to date. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { modelDocs, withTables } from "./modelDocs";

const FOLDER = path.join(import.meta.dirname, "..", "docs", "models");

const docs = modelDocs();
const REMEDY = "docs/models is out of date: npm run docs";

test("every model has a file, and there is no other", () => {
  expect(readdirSync(FOLDER).sort(), REMEDY).toEqual([...docs.keys()].sort());
});

test.each([...docs])("%s matches the definitions", (file, text) => {
  expect(readFileSync(path.join(FOLDER, file), "utf8"), REMEDY).toBe(text);
});

test("the README's tables match the models' folders", () => {
  const readme = readFileSync(path.join(import.meta.dirname, "..", "README.md"), "utf8");
  expect(withTables(readme), "npm run docs").toBe(readme);
});

test.each([...docs])("%s has no undefined values", (_, text) => {
  expect(text).not.toMatch(/undefined|NaN|\[object|=>/);
  const cells = (line: string) => line.split(/(?<!\\)\|/).length;
  const tables = text.split("\n\n").filter((part) => part.startsWith("| "));
  for (const lines of tables.map((part) => part.trim().split("\n"))) {
    expect(new Set(lines.map(cells)).size, lines[0]).toBe(1);
  }
});
