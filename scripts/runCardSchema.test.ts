import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { runCardSchema, SCHEMA_FILE } from "./runCardSchema";

it("the published schema of run cards is up to date; npm run docs writes it", () => {
  expect(readFileSync(SCHEMA_FILE, "utf8")).toBe(runCardSchema());
});
