import "@tensorflow/tfjs-backend-cpu";
import * as tfjs from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it, test } from "vitest";
import { normals } from "../../core/run/philox";
import { PIXELS } from "../../core/run/runConfig";
import type { Tf } from "../../core/model/tf";
import { bestAssignment, classesCovered, classHistogram, collapseVerdict, entropy, withinClassVariance } from "./classes";
import { fitGaussian, frechetDistance, gaussianCodes, type Gaussian } from "./frechet";
import { updateNearest, memorising, noNeighbours, squaredDistance, squaredDistances } from "./nearest";
import { gradientMagnitude } from "./sharpness";
import { ofEigen, symmetricEigen } from "./symmetricEigen";

const random = (step: number, count: number) => normals({ seed: 4, purpose: "sample", step }, count);

describe("classes", () => {
  it("are counted, and their entropy is that of the shares", () => {
    expect(classHistogram([0, 9, 9, 3])).toEqual([1, 0, 0, 1, 0, 0, 0, 0, 0, 2]);
    expect(() => classHistogram([10])).toThrow(RangeError);
    expect(entropy(new Array<number>(10).fill(7))).toBeCloseTo(Math.log(10), 12);
    expect(entropy([4, 0, 0])).toBeCloseTo(0, 12);
    expect(entropy([1, 1])).toBeCloseTo(Math.LN2, 12);
  });

  it("vary within themselves by the squared distance to their own mean", () => {
    expect(withinClassVariance([0, 0, 2, 0, 50, 50], [1, 1, 2], 2)).toBeCloseTo(2 / 3, 12);
    expect(withinClassVariance([1, 2, 8, 9], [0, 1], 2)).toBe(0);
  });

  it("are given to columns so that the sum is largest, each column once", () => {
    expect(bestAssignment([[9, 8, 0], [9, 1, 0], [5, 5, 1]])).toEqual([1, 0, 2]); // not 9 first
    const table = Array.from({ length: 6 }, (_, row) => Array.from(random(row, 6)));
    const sum = (columns: readonly number[]) => columns.reduce((total, column, row) => total + table[row]![column]!, 0);
    const orders = (of: readonly number[]): number[][] =>
      (of.length === 0 ? [[]] : of.flatMap((first) => orders(of.filter((one) => one !== first)).map((rest) => [first, ...rest])));
    const best = bestAssignment(table);
    expect([...best].sort()).toEqual([0, 1, 2, 3, 4, 5]);
    expect(sum(best)).toBeCloseTo(Math.max(...orders([0, 1, 2, 3, 4, 5]).map(sum)), 12);
  });

  const even = new Array<number>(10).fill(100);
  it.each([
    ["covered", even, 1, [], []],
    ["missing", [200, 200, 9, 0, 100, 100, 100, 100, 100, 91], 1, [2, 3], []],
    ["missing", [1000, 0, 0, 0, 0, 0, 0, 0, 0, 0], 0.01, [1, 2, 3, 4, 5, 6, 7, 8, 9], [0]],
    ["alike", even, 0.1, [], []],
    ["uneven", [280, 80, 80, 80, 80, 80, 80, 80, 80, 80], 1, [], [0]],
    ["too-few", [100, 0, 0, 0, 0, 0, 0, 0, 0, 0], 1, [], []],
  ] as const)("are %s: %j at variety %d", (kind, counts, variety, missing, over) => {
    expect(collapseVerdict(counts, variety, 0.9)).toEqual({ kind, missing, over });
  });

  it("gives no verdict on images that are rarely digits, such as noise", () => {
    expect(collapseVerdict([0, 0, 0, 3, 0, 0, 0, 0, 997, 0], 0.01, 0.1)).toEqual({ kind: "unclear", missing: [], over: [] });
    expect(collapseVerdict([0, 0, 0, 3, 0, 0, 0, 0, 997, 0], 0.01, 0.9).kind).toBe("missing");
    expect(collapseVerdict(even, 1, 0.49).kind).toBe("unclear");
    expect(collapseVerdict(even, 1, 0.5).kind).toBe("covered");
    expect(classesCovered([0, 0, 0, 48, 0, 0, 0, 0, 952, 0])).toBe(2);
    expect(classesCovered([0, 0, 0, 3, 0, 0, 0, 0, 997, 0])).toBe(1);
  });

  it.each([
    ["covered", [790, 190, 20, 0], []], // a fiftieth is due a fiftieth, and of the fourth there is none
    ["missing", [990, 9, 1, 0], [1]],
    ["too-few", [810, 190, 0, 0], []], // chance may leave out what is due less than 20
  ] as const)("are %s where classes are not alike: %j", (kind, counts, missing) => {
    const due = [0.79, 0.195, 0.015, 0];
    expect(collapseVerdict(counts, 1, 0.9, due)).toEqual({ kind, missing, over: [] });
    expect(classesCovered(counts, due)).toBe(counts.filter((count, k) => count >= 100 * due[k]! && count > 0).length);
  });
});

test("draws from a Gaussian have its mean and covariance, also where it is flat", () => {
  const of: Gaussian = { mean: Float64Array.of(3, -1, 2), covariance: Float64Array.of(4, 1.5, 0, 1.5, 1, 0, 0, 0, 0) };
  const { mean, covariance } = fitGaussian(gaussianCodes(of, random(9, 60_000)), 3);
  of.mean.forEach((value, i) => expect(mean[i]).toBeCloseTo(value, 1));
  of.covariance.forEach((value, i) => expect(Math.abs(covariance[i]! - value)).toBeLessThan(0.1));
});

describe("eigenvalues", () => {
  it("of known matrices", () => {
    expect([...symmetricEigen([2, 1, 1, 2], 2).values].sort()).toEqual([expect.closeTo(1, 12), expect.closeTo(3, 12)]);
    expect([...symmetricEigen([4, 0, 0, 9], 2).values]).toEqual([4, 9]);
    expect([...symmetricEigen([0, 0, 0, 0], 2).values]).toEqual([0, 0]);
  });

  it("give back the matrix, and its square root squared", () => {
    const n = 64;
    const { covariance } = fitGaussian(random(0, 40 * n), n); // 40 rows: singular
    const eigen = symmetricEigen(covariance, n);
    const back = ofEigen(eigen, (value) => value);
    expect(Math.max(...back.map((value, i) => Math.abs(value - covariance[i]!)))).toBeLessThan(1e-11);
    expect(eigen.values.filter((value) => Math.abs(value) < 1e-10).length).toBe(n - 39);
  });

  it("are refused for what is not finite", () => {
    expect(() => symmetricEigen([NaN], 1)).toThrow(RangeError);
    expect(() => symmetricEigen([1, 2], 2)).toThrow(RangeError);
  });
});

describe("Fréchet distance", () => {
  const f = 6;
  const a = fitGaussian(random(1, 500 * f), f);
  const moved = (change: (value: number, i: number) => number): Gaussian => ({ ...a, mean: a.mean.map(change) });

  it("fits means and covariances", () => {
    const { mean, covariance } = fitGaussian([1, 10, 3, 10, 5, 40], 2);
    expect([...mean]).toEqual([expect.closeTo(3, 12), expect.closeTo(20, 12)]);
    expect([...covariance]).toEqual([4, 30, 30, 300].map((value) => expect.closeTo(value, 9)));
    expect(() => fitGaussian([1, 2], 2)).toThrow(RangeError);
  });

  it("is 0 between equals, |Δ|² where the mean moved", () => {
    expect(frechetDistance(a, a)).toBeLessThan(1e-10);
    expect(frechetDistance(a, moved((value, i) => value + i))).toBeCloseTo(0 + 1 + 4 + 9 + 16 + 25, 9);
  });

  it("is (s − 1)² tr Σ where the features were scaled by s", () => {
    const scaled = { ...a, covariance: a.covariance.map((value) => 9 * value) };
    const trace = Array.from({ length: f }, (_, i) => a.covariance[i * (f + 1)]!).reduce((sum, value) => sum + value);
    expect(frechetDistance(a, scaled)).toBeCloseTo(4 * trace, 9);
  });

  it("adds (√λ − √κ)² where the covariances are diagonal", () => {
    const diagonal = (x: number, y: number): Gaussian => ({ mean: new Float64Array(2), covariance: Float64Array.of(x, 0, 0, y) });
    expect(frechetDistance(diagonal(4, 0), diagonal(1, 9))).toBeCloseTo(1 + 9, 10);
  });

  it("is symmetric where the covariances do not commute", () => {
    const shared = random(1, 500 * f);
    const b = fitGaussian(random(2, 500 * f).map((value, i) => value * (1 + (i % f)) + shared[i - (i % f)]!), f);
    expect(frechetDistance(a, b)).toBeCloseTo(frechetDistance(b, a), 8);
  });
});

describe("nearest training image", () => {
  const tf: Tf = { ...tfjs, stopGradient: (x) => x, select: tfjs.where };
  beforeAll(() => tfjs.setBackend("cpu"));

  it("is found block by block", async () => {
    const p = 5;
    const queries = random(3, 3 * p);
    const training = random(4, 40 * p);
    training.set(queries.subarray(p, 2 * p), 33 * p);
    const best = noNeighbours(3);
    for (const first of [0, 16, 32]) {
      const block = training.slice(first * p, (first + 16) * p);
      const distances = squaredDistances(tf, tf.tensor2d(queries, [3, p]), tf.tensor2d(block, [block.length / p, p]));
      updateNearest(best, await distances.data(), first);
    }
    for (let query = 0; query < 3; query++) {
      const all = Array.from({ length: 40 }, (_, i) => squaredDistance(queries, query, training, i, p));
      expect(best.index[query]).toBe(all.indexOf(Math.min(...all)));
      expect(best.squaredDistance[query]!).toBeCloseTo(Math.min(...all), 4);
    }
    expect(best.index[1]).toBe(33);
  });

  it("is suspicious where it is nearer than test images have", () => {
    const test = Array.from({ length: 200 }, (_, i) => 5 + i / 100);
    const copied = memorising([0, 0.1, 5.995, 8], test);
    expect(copied.rank).toEqual([0, 0, 0.5, 1]);
    expect(copied.suspicious).toBe(0.5);
    expect(memorising(test, test).suspicious).toBe(0.01);
    expect(memorising([1, 2, 3], [4, 6]).medianOfTest).toBe(5);
    expect(() => memorising([], [1])).toThrow(RangeError);
  });
});

describe("gradient magnitude", () => {
  it("is 0 for plain images, and that of the edge for others", () => {
    expect(gradientMagnitude(new Float32Array(PIXELS).fill(0.7))).toBe(0);
    const edge = Float32Array.from({ length: PIXELS }, (_, i) => (i % 28 < 14 ? 0 : 1));
    expect(gradientMagnitude(edge)).toBeCloseTo(1 / 27, 12); // one column of 27
    const both = new Float32Array(2 * PIXELS);
    both.set(edge);
    expect(gradientMagnitude(both)).toBeCloseTo(1 / 54, 12);
  });
});
