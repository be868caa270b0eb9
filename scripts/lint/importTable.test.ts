/** Checks the lint rule: it must report each line of the fixtures that break the import table, row by row. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { ESLint } from "eslint";
import { beforeAll, describe, expect, it } from "vitest";
import { importTable, rowOf, unitOf } from "./importTable.js";

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
    const unknown = results.find(({ filePath }) => unitOf(filePath) === "unknown");
    const messages = unknown?.messages.map(({ message }) => message);
    expect(messages).toContain("src/unknown is not in the table of scripts/lint/importTable.js.");
  });

  it("has fixtures that the project's own lint ignores", async () => {
    expect(await new ESLint().isPathIgnored(path.join(fixtures, "src/core/breaks.ts"))).toBe(true);
  });
});

/** The rows of the document's table: the text of "may import" by the folder. */
const documented = new Map([...readFileSync("docs/architecture.md", "utf8").split(/^## /m).find((section) => section.startsWith("Responsibilities of folders"))!
  .matchAll(/^\| `([\w/-]+)` \|.*\| ([^|]+) \|$/gm)].map(([, folder = "", may = ""]) => [folder, may]));
const rowInDocument = (unit: string) => (documented.has(unit) ? unit : unit.split("/")[0]!);
const folders = new Set(Object.keys(importTable).map((unit) => unit.split("/")[0]));

/** Returns each name once, in order, without parts of a folder that is also named as a whole. */
const wholes = (names: readonly string[]) => [...new Set(names)].filter((name) => !name.includes("/") || !names.includes(name.split("/")[0]!)).sort();

/** Returns the names in a cell before and after "as types". What is in parentheses explains them. */
function namesIn(cell: string): readonly (readonly string[])[] {
  return cell.replace(/ \(.*?\)(?=[,;]|$)/g, "").split("; as types: ").map((part) => part.split(", ").flatMap((name) => {
    const other = /^as `(\w+)`$/.exec(name)?.[1];
    return other === undefined ? name === "nothing" ? [] : [name] : namesIn(documented.get(other)!)[0]!;
  }));
}

/** Returns what the units of a row may import, as the document names it: rooms of engine and compiler together, and of packages only tfjs. */
function allowedIn(row: string, ...traits: readonly ("may" | "collects" | "types")[]): readonly string[] {
  const rows = Object.entries(importTable).filter(([unit]) => rowInDocument(unit) === row).map(([, one]) => one);
  const names = rows.flatMap((one) => (one === "anything" ? [one] : traits.flatMap((trait) => one[trait] ?? [])))
    .map((name) => (name.startsWith("@tensorflow") ? "tfjs" : name.replace(/^(engine|step-compiler)\/.*/, "$1")))
    .filter((name) => name === "tfjs" || name === "anything" || folders.has(name.split("/")[0]!));
  return wholes(names.filter((name) => rowInDocument(name) !== row));
}

it.each([...documented.keys()])("docs/architecture.md says what %s may import", (row) => {
  const own = importTable[row];
  if (own !== "anything" && own?.mayNot) return void expect(documented.get(row)).toBe(`anything but ${own.mayNot.join(", ")}`);
  const [may = [], types = []] = namesIn(documented.get(row)!);
  const allowed = allowedIn(row, "may", "collects");
  expect(wholes(may)).toEqual(allowed);
  expect(wholes(types)).toEqual(allowedIn(row, "types").filter((name) => !allowed.includes(name)));
});

it("docs/architecture.md has a row for every folder", () => {
  expect(Object.keys(importTable).filter((unit) => !documented.has(rowInDocument(unit)))).toEqual([]);
});
