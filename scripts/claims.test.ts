/** docs/claims.md quotes the page's texts as they are, at the keys that it names, and every file that it links exists. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { sentences } from "../src/page/i18n/testing";

const root = path.join(import.meta.dirname, "..");
const page = readFileSync(path.join(root, "docs/claims.md"), "utf8");
const modules = import.meta.glob<Readonly<Record<string, unknown>>>(["../src/**/*.en.ts", "../src/page/i18n/en/*.ts"], { eager: true });

/** The texts at a key, or below it; keys of a table may have dots of their own. */
const textsAt = (part: unknown, [name, ...names]: readonly string[]): readonly string[] =>
  (name === undefined ? sentences(part) : textsAt((part as Readonly<Record<string, unknown>> | undefined)?.[name], names));

const rows = page.split("\n").filter((line) => line.startsWith("| “")).map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll("\\|", "|")))
  .map(([, statement, where, source]) => ({
    statement: statement!.slice(1, -1), source: source!,
    places: [...where!.matchAll(/\]\((\S+?)\) `([^`]+)`/g)].map(([, file, key]) => ({ file: file!, key: key! })),
  }));

test.each(rows)("“$statement” stands in the page", ({ statement, places, source }) => {
  expect(source).not.toBe("");
  const [texts] = places.map(({ file, key }) => {
    const found = Object.values(modules[file] ?? {}).flatMap((part) => textsAt(part, key.split(".")));
    expect(found, `${file} ${key}`).not.toEqual([]);
    return found.map((text) => text.replaceAll("\u00a0", " "));
  });
  const parts = statement.split("…");
  expect(texts!.filter((text) => parts.every((part) => text.includes(part))), texts!.join("\n")).not.toEqual([]);
});

test("every file that it links exists", () => {
  const files = [...page.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, file]) => file!);
  expect(files.filter((file) => !existsSync(path.join(root, "docs", file)))).toEqual([]);
});
