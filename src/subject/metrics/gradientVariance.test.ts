/** The closed forms are those of f(z) = −½(z − a)², z ~ N(μ, σ²), m = μ − a: the gradient by μ is −m. */
import { expect, test } from "vitest";
import { normals } from "../../core/run/philox";
import { ESTIMATORS, gradientMoments } from "./gradientVariance";

const DRAWS = 100_000;
const eps = normals({ seed: 3, purpose: "eps", step: 0 }, DRAWS);

function drawn(m: number, sigma: number) {
  const z = Float64Array.from(eps, (one) => m + sigma * one); // less a
  return gradientMoments({ values: z.map((one) => -(one ** 2) / 2), eps, slopes: z.map((one) => -one * sigma), sigma: [sigma] });
}

test.each([[1.5, 0.4], [0.2, 0.9], [-3, 0.1]])("m = %f, σ = %f: no estimate is biased, and each has the variance that it should", (m, sigma) => {
  const found = drawn(m, sigma);
  const [m2, s2] = [m ** 2, sigma ** 2];
  const variance = {
    reparameterised: s2,
    score: (m2 ** 2 + 18 * m2 * s2 + 15 * s2 ** 2) / (4 * s2) - m2,
    // The baseline is E[f], the limit of the mean of many other draws.
    baseline: (12 * m2 * s2 + 10 * s2 ** 2) / (4 * s2) - m2,
  };
  for (const one of ESTIMATORS) {
    expect(Math.abs(found[one].mean[0]! + m)).toBeLessThan(4 * Math.sqrt(variance[one] / DRAWS));
    expect(found[one].variance / variance[one]).toBeCloseTo(1, 1);
  }
});

test("variances of dimensions add up, and one draw has none", () => {
  const two = gradientMoments({ values: [1, 3], eps: [1, 0, -1, 2], slopes: [2, 4, 6, 8], sigma: [1, 2] });
  expect([...two.reparameterised.mean]).toEqual([4, 3]);
  expect(two.reparameterised.variance).toBe(8 + 2);
  expect([...two.score.mean]).toEqual([-1, 1.5]);
  expect(two.score.variance).toBe(8 + 4.5);
  expect([...two.baseline.mean]).toEqual([-2, 1]); // (1 − 3)·1, (3 − 1)·(−1); 0, 2·2/2
  expect(() => gradientMoments({ values: [1], eps: [1], slopes: [1], sigma: [1] })).toThrow(RangeError);
});
