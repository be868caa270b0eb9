import { expect, it } from "vitest";
import { normals } from "../core/run/philox";
import { principalComponents } from "./principal";

it("finds the axes of a known ellipse, the longer one first", () => {
  // The points lie along (3,4)/5 at ±10 and along (−4,3)/5 at ±5, around (1,2).
  const corners = [[10, 0], [-10, 0], [0, 5], [0, -5]].flatMap(([a, b]) => [1 + (3 * a! - 4 * b!) / 5, 2 + (4 * a! + 3 * b!) / 5]);
  const { mean, directions, variances, shares } = principalComponents(corners, 2, 2);
  expect(mean[0]).toBeCloseTo(1, 12);
  expect(mean[1]).toBeCloseTo(2, 12);
  [0.6, 0.8].forEach((value, i) => expect(directions[0]![i]).toBeCloseTo(value, 9));
  [0.8, -0.6].forEach((value, i) => expect(directions[1]![i]).toBeCloseTo(value, 9)); // its sign: the largest is positive
  expect(variances[0]).toBeCloseTo(200 / 3, 9);
  expect(shares[0]).toBeCloseTo(0.8, 12);
  expect(shares[1]).toBeCloseTo(0.2, 12);
});

it("finds a hidden direction among many, and its share", () => {
  const d = 12, n = 4000;
  const hidden = Array.from({ length: d }, (_, i) => (i === 4 ? -0.8 : i === 9 ? 0.6 : 0));
  const noise = normals({ seed: 3, purpose: "sample", step: 0 }, n * (d + 1));
  const codes = Float64Array.from({ length: n * d }, (_, k) => {
    const [row, i] = [Math.floor(k / d), k % d];
    return 3 * noise[n * d + row]! * hidden[i]! + 0.5 * noise[k]!;
  });
  const { directions, shares, variances } = principalComponents(codes, d, 2);
  hidden.forEach((value, i) => expect(directions[0]![i]).toBeCloseTo(-value, 1)); // −0.8 is its largest: turned round
  expect(Math.abs(variances[0]! / 9.25 - 1)).toBeLessThan(0.1);
  expect(shares[0]).toBeCloseTo(9.25 / (9.25 + 11 * 0.25), 1);
});

it("copes with codes that do not vary, and refuses a single one", () => {
  const { shares, variances } = principalComponents([1, 2, 3, 1, 2, 3], 3, 2);
  expect(shares).toEqual([0, 0]);
  expect(variances).toEqual([0, 0]);
  expect(() => principalComponents([1, 2, 3], 3, 2)).toThrow(RangeError);
});
