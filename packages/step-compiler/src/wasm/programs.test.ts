import "@tensorflow/tfjs-backend-cpu";
import { setBackend } from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-core/dist/register_all_gradients";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { CannotCompile } from "../ir/cannotCompile";
import { KERNELS } from "../trace/kernels";
import { boundsOf, compare } from "../trace/bounds/testing";
import { programOf, type Program } from "../trace/testing";
import { runOnWasm } from "./programs/testing";

beforeAll(async () => {
  await setBackend("cpu");
});

afterEach(() => void vi.restoreAllMocks());

/** Returns undefined for a program that the compiler refuses. */
function drawn(seed: number): Program | undefined {
  try {
    return programOf(seed);
  } catch (error) {
    if (error instanceof CannotCompile) return undefined;
    throw error;
  }
}

test("random programs compute what was recorded, whatever their shapes and values", async () => {
  let [ran, compared, free] = [0, 0, 0];
  for (let seed = 1; seed <= 200; seed++) {
    const program = drawn(seed);
    if (!program) continue;
    const result = compare(boundsOf(program), await runOnWasm(program));
    expect(result.wrong, program.text).toBeUndefined();
    ran++;
    compared += result.compared;
    free += result.free;
  }
  // The test would be empty if most numbers were free.
  expect(ran).toBeGreaterThan(190);
  expect(free).toBeLessThan(compared / 20);
});

test("random programs and their gradients draw every operation that the compiler knows", () => {
  const called = Object.keys(KERNELS).map((name) => [name, vi.spyOn(KERNELS, name)] as const);
  for (let seed = 1; seed <= 200; seed++) drawn(seed);
  expect(called.flatMap(([name, { mock }]) => (mock.calls.length > 0 ? [] : [name]))).toEqual([]);
});

test.each([
  [17102, "log 1 divided by 0 is NaN, and 0 if the compiler knows that log 1 is 0"],
  [12356, "x·step(x, 0) is NaN where x is −∞, and step(x, 0) is not"],
  [11912, "a product of matrices with one term is −0 where the sum from 0 on is 0; the sign of an infinite quotient follows, and is free"],
  [20592, "sigmoid(−87) is the smallest number that is not yet 0, and free"],
  [22410, "1.5e38 − 1.5e38 + 2 is 0 in some orders, and then tanh has its largest derivative"],
  [24394, "1 ≥ e⁰ does not hold where the exponential is a little more than 1"],
  [25233, "a product of matrices, one of which is infinite everywhere, has NaN where the other has numbers of both signs"],
  [100262, "a sum over no axis keeps −0; the sign of its infinite reciprocal root follows, and is free"],
])("program %d, which was wrong once: %s", async (seed) => {
  const program = programOf(seed);
  expect(compare(boundsOf(program), await runOnWasm(program)).wrong).toBeUndefined();
});

test.each([[1096, 5], [1143, 81]])("a device may assume that 0/0 is a number: program %d on an NVIDIA H200, number %d", (seed, at) => {
  const slackOf = (assumesFinite: boolean) => boundsOf(programOf(seed), { logError: 0, assumesFinite })["y1"]!.slack;
  expect(slackOf(false)[at]).toBeLessThan(1e-5);
  expect(slackOf(true)[at]).toBe(Infinity);
  expect(slackOf(true).filter((slack) => slack < 1e-5).length).toBeGreaterThan(30);
});

test("a result that is off by more than rounding is found, and a lost NaN", () => {
  const bounds = { y: { value: Float32Array.of(1, NaN, 3), slack: Float64Array.of(1e-6, 0, Infinity) } };
  expect(compare(bounds, () => [1, NaN, 4])).toEqual({ compared: 2, free: 1, wrong: undefined });
  expect(compare(bounds, () => [1.00001, NaN, 3]).wrong).toContain("y[0] is 1.00001");
  expect(compare(bounds, () => [1, 0, 3]).wrong).toContain("y[1] is 0");
});
