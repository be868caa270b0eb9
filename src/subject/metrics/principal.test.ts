import { expect, it } from "vitest";
import { normals } from "../../core/run/philox";
import { principalComponents, principalSlices, strongestOf } from "./principal";

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

async function ended<T>(work: AsyncGenerator<void, T, void>): Promise<{ readonly result: T; readonly slices: number }> {
  for (let slices = 0; ; slices++) {
    const { done, value } = await work.next();
    if (done) return { result: value, slices };
  }
}

it("finds a hidden plane of 300 dimensions in slices, as the decomposition of the whole matrix does", async () => {
  const d = 300, n = 500;
  const noise = normals({ seed: 5, purpose: "sample", step: 0 }, n * (d + 2));
  const codes = Float32Array.from({ length: n * d }, (_, k) => {
    const [row, i] = [Math.floor(k / d), k % d];
    const [a, b] = [noise[n * d + row]!, noise[n * (d + 1) + row]!];
    return 7 + 3 * a * (i % 2 === 0 ? 1 : -1) + 2 * b * (i < 150 ? 1 : -1) + 0.5 * noise[k]!;
  });
  const whole = principalComponents(codes, d, 2);
  const { result, slices } = await ended(principalSlices(codes, d, 2));
  expect(slices).toBeGreaterThan(8);
  [0, 1].forEach((k) => {
    expect(result.variances[k]! / whole.variances[k]!).toBeCloseTo(1, 4);
    expect(result.shares[k]).toBeCloseTo(whole.shares[k]!, 4);
    expect(result.directions[k]!.reduce((sum, value, i) => sum + value * whole.directions[k]![i]!, 0)).toBeCloseTo(1, 3);
  });
  result.mean.forEach((value, i) => expect(value).toBeCloseTo(whole.mean[i]!, 9));
});

it("copes with a matrix of zeros, and one of rank one", async () => {
  const zeros = await ended(strongestOf((vector) => new Float64Array(vector.length), 200, 2, 0));
  expect(zeros.result).toMatchObject({ variances: [0, 0], shares: [0, 0] });
  expect(zeros.result.directions.flat().every(Number.isFinite)).toBe(true);
  const one = await ended(strongestOf((vector) => vector.map((value, i) => (i === 4 ? 9 * value : 0)), 200, 2, 9));
  expect(one.result.directions[0]![4]).toBeCloseTo(1, 9);
  expect(one.result.shares[0]).toBeCloseTo(1, 9);
});
