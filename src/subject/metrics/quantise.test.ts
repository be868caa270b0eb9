import fc from "fast-check";
import { expect, test } from "vitest";
import { bytesOf, quantised } from "./quantise";

test("two bits leave −s, 0 and s; three bits seven values", () => {
  expect([...quantised(Float32Array.of(-1, -0.6, -0.4, 0, 0.3, 0.5, 0.75), 2)]).toEqual([-1, -1, -0, 0, 0, 1, 1]);
  expect([...quantised(Float32Array.of(-3, -1.4, 0.6, 2.2), 3)]).toEqual([-3, -1, 1, 2]);
  expect([...quantised(new Float32Array(3), 4)]).toEqual([0, 0, 0]);
});

test("no weight moves by more than half a distance, there are at most 2ᵇ − 1 values, and a second time changes nothing", () => {
  // Weights near the smallest number of single precision, 1e-45, have no representable half distance.
  const weight = fc.float({ min: -8, max: 8, noNaN: true }).map((value) => (Math.abs(value) < 1e-30 ? 0 : value));
  const weights = fc.array(weight, { minLength: 1, maxLength: 60 }).map((all) => Float32Array.from(all));
  fc.assert(fc.property(weights, fc.integer({ min: 2, max: 8 }), (all, bits) => {
    const few = quantised(all, bits);
    const largest = Math.max(...all.map(Math.abs));
    all.forEach((weight, i) => expect(Math.abs(few[i]! - weight)).toBeLessThanOrEqual(largest / (2 ** bits - 2) * (1 + 1e-5)));
    expect(new Set(few.map((value) => value || 0)).size).toBeLessThanOrEqual(2 ** bits - 1);
    quantised(few, bits).forEach((value, i) => expect(value).toBeCloseTo(few[i]!, 5));
  }));
});

test("the error of uniform weights has the variance of uniform rounding, Δ²/12", () => {
  const n = 100_001;
  const weights = Float32Array.from({ length: n }, (_, i) => -1 + (2 * i) / (n - 1));
  for (const bits of [4, 6]) {
    const few = quantised(weights, bits);
    const error = weights.reduce((sum, weight, i) => sum + (few[i]! - weight) ** 2, 0) / n;
    const distance = 1 / (2 ** (bits - 1) - 1);
    expect(error / (distance ** 2 / 12)).toBeCloseTo(1, 2);
  }
});

test("bytes: bits packed, and a scale", () => {
  expect(bytesOf(1000, 8)).toBe(1004);
  expect(bytesOf(1001, 6)).toBe(755);
});
