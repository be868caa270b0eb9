/**
 * Numbers and punctuation of translated texts. Spanish texts group digits as `countText` does: a comma or a point between them is a decimal sign to
 * some readers. Components write no space and no colon between two texts themselves, because those of Chinese differ.
 */
import { expect, test } from "vitest";

const sourcesOf = (files: Record<string, unknown>) => Object.entries(files).map(([file, text]) => ({ file, lines: String(text).split("\n") }));
const spanish = sourcesOf(import.meta.glob(["../../src/**/*.es.ts", "../../src/page/i18n/es/*.ts"], { eager: true, query: "?raw", import: "default" }));
const chinese = sourcesOf(import.meta.glob(["../../src/**/*.zh-CN.ts", "../../src/page/i18n/zh-CN/*.ts"], { eager: true, query: "?raw", import: "default" }));
const components = sourcesOf(import.meta.glob(["../../src/**/*.tsx"], { eager: true, query: "?raw", import: "default" }));

const linesWith = (sources: ReturnType<typeof sourcesOf>, pattern: RegExp) =>
  sources.flatMap(({ file, lines }) => lines.filter((line) => pattern.test(line)).map((line) => `${file}: ${line.trim()}`));

test("Spanish texts group digits by spaces, from five digits on", () => {
  expect(spanish.length).toBeGreaterThan(50);
  expect(linesWith(spanish, /(?<![\d.,])\d{1,3}(?:[,.]\d{3})+(?!\d)(?![^"`]*\bdecimal)/).filter((line) => /\d,\d{3}/.test(line))).toEqual([]);
  expect(linesWith(spanish, /(?<![\d.,^])[1-9]\d{4,}(?!\d)/).filter((line) => !/https?:/.test(line))).toEqual([]);
});

test("Chinese texts have no space after a full stop, and no narrow colon after a character", () => {
  expect(chinese.length).toBeGreaterThan(50);
  expect(linesWith(chinese, /[。！？] (?=\p{Script=Han})|\p{Script=Han}: /u)).toEqual([]);
});

test("components join names and values by the language's colon", () => {
  expect(components.length).toBeGreaterThan(100);
  expect(linesWith(components, /aria-label=\{[^}]*`\$\{[^`]*\}: \$\{/)).toEqual([]);
});
