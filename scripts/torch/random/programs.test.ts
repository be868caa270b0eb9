/** Small random programs still have PyTorch's results and gradients, and no program of the last check was wrong. */
import { readFileSync } from "node:fs";
import { inflateSync, strFromU8 } from "fflate";
import { beforeAll, expect, it } from "vitest";
import { useBackend } from "../../../src/engine/testing";
import { outcomeOfProgram, type ProgramSample } from "../../../src/torchSubset/program/testing";
import { COUNTS, PROGRAMS, type RandomCounts } from "./programs";

beforeAll(() => useBackend("cpu"));

const programs = JSON.parse(strFromU8(inflateSync(readFileSync(PROGRAMS)))) as readonly (ProgramSample & { readonly seed: number })[];

it.each(programs.map((one) => [one.seed, one] as const))("program %i", async (_, sample) => {
  expect(await outcomeOfProgram(sample), sample.program).toEqual({ kind: "passed" });
});

it("no program was wrong in the last check, and nine of ten were supported", () => {
  const { wrong, supported, programs: count } = JSON.parse(readFileSync(COUNTS, "utf8")) as RandomCounts;
  expect(wrong).toBe(0);
  expect(supported).toBeGreaterThan(0.9 * count);
});
