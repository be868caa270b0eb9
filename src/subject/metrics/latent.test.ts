import { describe, expect, it } from "vitest";
import { normals } from "../../core/run/philox";
import { activeUnits, bits, codeVariances, klPerDimension } from "./codes";
import { estimate } from "./estimate";
import { importanceBounds, logMeanExp } from "./importanceBound";
import { agreement, nearestNeighbours } from "./probe";

describe("estimate", () => {
  it("gives mean and standard error", () => {
    const { mean, standardError } = estimate([1, 2, 3, 4]);
    expect(mean).toBe(2.5);
    expect(standardError).toBeCloseTo(Math.sqrt(5 / 3 / 4), 12);
    expect(estimate([7]).standardError).toBeNaN();
  });
});

describe("log-mean-exp", () => {
  it("is the log of the mean, at any size", () => {
    expect(logMeanExp([Math.log(1), Math.log(3)])).toBeCloseTo(Math.log(2), 12);
    expect(logMeanExp([-5000, -5000 + Math.log(3)])).toBeCloseTo(-5000 + Math.log(2), 9);
    expect(logMeanExp([900, 900])).toBe(900);
    expect(logMeanExp([-Infinity, 0])).toBeCloseTo(-Math.log(2), 12);
    expect(logMeanExp([-Infinity])).toBe(-Infinity);
    expect(logMeanExp([9, 1, 1, 9], 1, 2)).toBeCloseTo(1, 12);
  });
});

describe("K-sample bound", () => {
  // In z ~ N(0,1), x|z ~ N(z,1), p(x) = N(x; 0, 2), and the posterior is N(x/2, 1/2).
  const logNormal = (x: number, mean: number, variance: number) =>
    -0.5 * (Math.log(2 * Math.PI * variance) + (x - mean) ** 2 / variance);
  const images = Array.from(normals({ seed: 1, purpose: "sample", step: 0 }, 200), (value) => value * Math.SQRT2);
  const truth = images.reduce((sum, x) => sum + logNormal(x, 0, 2) / images.length, 0);
  const weights = (k: number, variance: number) => images.flatMap((x, image) =>
    Array.from(normals({ seed: 2, purpose: "eps", step: image }, k), (eps) => {
      const z = x / 2 + Math.sqrt(variance) * eps;
      return logNormal(x, z, 1) + logNormal(z, 0, 1) - logNormal(z, x / 2, variance);
    }));

  it("is exact where the posterior is", () => {
    const { mean, standardError } = estimate(importanceBounds(weights(3, 0.5), 3));
    expect(mean).toBeCloseTo(truth, 10);
    expect(standardError).toBeGreaterThan(0);
  });

  it("lies below log p(x) and closes in on it as K grows", () => {
    const bounds = [1, 5, 500].map((k) => estimate(importanceBounds(weights(k, 1), k)).mean);
    expect(bounds[0]!).toBeLessThan(bounds[1]!);
    expect(bounds[1]!).toBeLessThan(bounds[2]!);
    expect(bounds[2]!).toBeCloseTo(truth, 2);
    // The KL of N(·,1) from N(·,1/2) is ½(2 − 1 − log 2) nats: the mean gap of the bound with K = 1.
    expect(truth - estimate(importanceBounds(weights(500, 1), 1)).mean).toBeCloseTo((1 - Math.LN2) / 2, 2);
  });

  it("refuses arrays without K weights for each image", () => {
    expect(() => importanceBounds([1, 2, 3], 2)).toThrow(RangeError);
    expect(() => importanceBounds([1, 2], 0)).toThrow(RangeError);
  });
});

describe("codes", () => {
  it("cost nothing where they are the prior's, and ½μ² where only the mean moved", () => {
    expect(klPerDimension([0, 2, 0, -2], [0, 0, 0, 0], 2)).toEqual([0, 2]);
    // The KL is ½(σ² − 1 − log σ²).
    expect(klPerDimension([0], [Math.log(4)], 1)[0]!).toBeCloseTo((3 - Math.log(4)) / 2, 12);
  });

  it("are active where their mean varies by more than 0.01", () => {
    const variances = codeVariances([1, 0.05, 5, -1, -0.05, 5], 3);
    expect(variances[0]!).toBeCloseTo(2, 12);
    expect(variances[1]!).toBeCloseTo(0.005, 12);
    expect(variances[2]!).toBe(0);
    expect(activeUnits(variances)).toBe(1);
    expect(bits(Math.log(8))).toBeCloseTo(3, 12);
  });
});

describe("probe", () => {
  const known = { codes: [0, 0, 0, 1, 1, 0, 9, 9, 9, 8, 8, 9], labels: [3, 3, 3, 7, 7, 7] };

  it("takes the class of most neighbours", () => {
    expect([...nearestNeighbours(known, [0.2, 0.2, 8, 8], 2, 3)]).toEqual([3, 7]);
    expect([...nearestNeighbours(known, [0.2, 0.2, 8, 8], 2, 5)]).toEqual([3, 7]);
  });

  it("lets the nearer ones decide a tie", () => {
    expect([...nearestNeighbours({ codes: [0, 1, 2, 3], labels: [5, 1, 1, 5] }, [0.4, 2.6], 1, 4)]).toEqual([5, 5]);
    expect([...nearestNeighbours({ codes: [0, 3], labels: [5, 1] }, [2], 1, 2)]).toEqual([1]);
  });

  it("refuses more neighbours than there are", () => {
    expect(() => nearestNeighbours(known, [0, 0], 2, 7)).toThrow(RangeError);
    expect(agreement([1, 2, 3, 4], [1, 2, 4, 3])).toBe(0.5);
  });
});
