import { expect, it } from "vitest";
import { normals, uniforms } from "./random";

const mean = (values: ArrayLike<number>, of: (x: number) => number = (x) => x): number =>
  Array.from(values, of).reduce((sum, x) => sum + x, 0) / values.length;

it("draws uniformly between 0 and 1, reproducibly, with other numbers for each seed and stream", () => {
  const drawn = uniforms(1, 0, 200_000);
  expect(drawn.reduce((a, b) => Math.min(a, b))).toBeGreaterThan(0);
  expect(drawn.reduce((a, b) => Math.max(a, b))).toBeLessThan(1);
  expect(mean(drawn)).toBeCloseTo(1 / 2, 2);
  expect(mean(drawn, (x) => x * x)).toBeCloseTo(1 / 3, 2);
  expect(uniforms(1, 0, 5)).toEqual(drawn.subarray(0, 5));
  expect(new Set([[1, 0], [0, 1], [1, 1], [2, 0]].flatMap(([seed, stream]) => [...uniforms(seed!, stream!, 3)])).size).toBe(12);
});

it("draws from the normal distribution", () => {
  const drawn = normals(1, 0, 20_000);
  expect(mean(drawn)).toBeCloseTo(0, 1);
  expect(mean(drawn, (x) => x * x)).toBeCloseTo(1, 1);
});
