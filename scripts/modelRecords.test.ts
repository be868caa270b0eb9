/** Every model is in the records that are kept outside its folder. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { models } from "../src/subject/models/registry";

const textIn = (file: string): string => readFileSync(path.join(import.meta.dirname, "..", file), "utf8");
const steps = Object.keys(JSON.parse(textIn("scripts/steps.json")) as object);
const [parity = ""] = textIn("docs/parity.md").split("\n## How the files stay small");

test.each(models.map(({ id }) => id))("%s has checksums of its steps, and a row in the table of parity", (id) => {
  expect(steps.filter((name) => name.startsWith(`${id}: wasm, compiled: `)), `npm run check -- steps ${id} --record`).toHaveLength(3);
  expect(parity.includes(`\n| \`${id}\` | `), `docs/parity.md lacks ${id}: PARITY_REPORT=1 npx vitest run src/engine/parity prints its errors`).toBe(true);
});
