/** A small sample of each operation still has PyTorch's results and gradients, and the table of operations is the one of the last check. */
import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { useBackend } from "../../../src/engine/testing";
import { Caller, type LayerSample, type Operation } from "../../../src/torchSubset/program/testing";
import { LAYERS, operationsTable, RESULTS, SAMPLES, TABLE, type OperationResults } from "./table";
import { COUNTS, type RandomCounts } from "../random/programs";

const read = (file: string): string => readFileSync(file, "utf8");

beforeAll(() => useBackend("cpu"));

describe("PyTorch's samples", () => {
  const operations = JSON.parse(read(SAMPLES)) as readonly Operation[];
  const caller = new Caller();

  it.each(operations.map((one) => [one.name, one] as const))("%s", async (name, { samples }) => {
    for (const sample of samples) expect(await caller.outcomeOf(name, sample)).toEqual({ kind: "passed" });
  });
});

describe("PyTorch's layers", () => {
  const layers = JSON.parse(read(LAYERS)) as readonly LayerSample[];
  const caller = new Caller();

  it.each(layers.map((one) => [one.build, one] as const))("%s", async (_, layer) => {
    expect(await caller.outcomeOfLayer(layer)).toEqual({ kind: "passed" });
  });
});

it("no sample differed in the last check, which wrote the table", () => {
  const results = JSON.parse(read(RESULTS)) as OperationResults;
  expect(results.wrong).toBe(0);
  expect(operationsTable(results, JSON.parse(read(COUNTS)) as RandomCounts)).toBe(read(TABLE));
});
