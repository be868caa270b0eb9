/** Checks the lint rule: it must report each line of the fixtures that break the import table, row by row. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { ESLint } from "eslint";
import { beforeAll, describe, expect, it } from "vitest";
import { withImports } from "../importDocs";
import { importTable, rowOf, unitOf, WINGS } from "./importTable.js";

const fixtures = path.join(import.meta.dirname, "fixtures");
let results: ESLint.LintResult[] = [];

beforeAll(async () => {
  results = await new ESLint({ ignore: false }).lintFiles([`${fixtures}/**/*.{ts,tsx}`]);
}, 60_000);

const linesMarked = (file: string, mark: string): number[] =>
  readFileSync(file, "utf8").split("\n").flatMap((line, i) => (line.endsWith(`// ${mark}`) ? [i + 1] : []));

const ours = new Set(["elbo-room/imports", "no-restricted-syntax", "no-restricted-globals"]);

describe("the import table", () => {
  it.each(Object.keys(importTable))("reports the forbidden lines, and no others, of the fixture of %s", (unit) => {
    const files = results.filter(({ filePath }) => rowOf(unitOf(filePath) ?? "") === unit);
    expect(files).not.toHaveLength(0);
    for (const { filePath, messages } of files) {
      const caught = messages.filter(({ ruleId }) => ours.has(ruleId ?? "")).map(({ line }) => line);
      expect([...new Set(caught)]).toEqual(linesMarked(filePath, "forbidden"));
      expect(messages.filter(({ fatal }) => fatal)).toEqual([]);
      if (importTable[unit] !== "anything") {
        expect(messages.some(({ ruleId }) => ruleId === "elbo-room/imports")).toBe(true);
      }
    }
  });

  it("lists every folder", () => {
    const unknown = results.find(({ filePath }) => unitOf(filePath)?.startsWith("unknown/"));
    const messages = unknown?.messages.map(({ message }) => message);
    expect(messages).toContain("src/unknown/breaks is not in the table of scripts/lint/importTable.js.");
  });

  it("has fixtures that the project's own lint ignores", async () => {
    expect(await new ESLint().isPathIgnored(path.join(fixtures, "src/core/breaks.ts"))).toBe(true);
  });
});

it("docs/architecture.md says what each folder may import (`npm run docs` writes it)", () => {
  const document = readFileSync("docs/architecture.md", "utf8");
  expect(withImports(document)).toBe(document);
  expect(() => withImports(document.replace("| `page/app` |", "| `page/other` |"))).toThrow("no row for page/app");
});

it("no row allows a wing to import a later one", () => {
  const wingOf = (unit: string) => WINGS.indexOf(unit.split("/")[0]!);
  const later = Object.entries(importTable).flatMap(([unit, row]) => (row === "anything" ? [] : [...row.may ?? [], ...row.types ?? [], ...row.collects ?? []]
    .filter((other) => wingOf(other) > wingOf(unit) && wingOf(unit) >= 0).map((other) => `${unit} → ${other}`)));
  expect(later).toEqual([]);
  expect(readdirSync("src").sort()).toEqual([...WINGS].sort());
});
