import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { runCardSchema, SCHEMA_FILE } from "./runCardSchema";

it("the published schema of a run's card is the one that cards keep to; npm run docs writes it", () => {
  expect(readFileSync(SCHEMA_FILE, "utf8")).toBe(runCardSchema());
});
