/** Chinese has no space between sentences, so components write none between two texts: `Space` does. */
import { expect, test } from "vitest";

const sources = import.meta.glob<string>("../../../**/*.tsx", { eager: true, query: "?raw", import: "default" });

/** Two texts with a space between them: as elements, before code, or in a template. */
const SPACED = [/\{[^{}\n]*\b(?:texts|words)[.[][^{}\n]*\}(?: |\{" "\})\{[^{}\n]*\b(?:texts|words)[.[]/, /\{" "\}<(?:WithCode|Subscripts)/, /\$\{(?:texts|words)[.[][^}]*\} \$\{(?:texts|words)[.[]/];

test("no component writes a space between two texts", () => {
  expect(Object.keys(sources).length).toBeGreaterThan(100);
  const found = Object.entries(sources).flatMap(([file, text]) => text.split("\n").filter((line) => SPACED.some((one) => one.test(line))).map((line) => `${file}: ${line.trim()}`));
  expect(found).toEqual([]);
});
