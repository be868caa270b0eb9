/** Measures the divergence of samples from data whose density is known, and that of the same number of points of the data. */
import { laneOf } from "../../../core/run/draws";
import { cellSize, cellVolume, densityOn, gathered, gridOf, sharesOf } from "../../../core/latent/grid";
import { dataOf } from "../../../subject/data/registry";
import { jsDivergence, klDivergence, modesFound, wasserstein1, smoothedShares } from "../../../subject/metrics/divergences";
import { samplePoints } from "../../pictures/densities";
import { MEASUREMENT_SEED } from "../../step/noise";
import { realImages, slicesOf } from "../../measurementInputs/images";
import type { Measure } from "../../measurementInputs/measurement";
import type { divergences } from "../../../subject/measurements/divergences/definition";

/** The number of samples made at once. */
const SLICE = 1000;

/**
 * This many cells of the pictures, on each axis, make one: with 10,000 points in 625 cells, random variation adds little to a
 * divergence.
 */
const CELLS_MERGED = { 1: 1, 2: 3 } as const;

/** Returns the share of points that are in no cell. */
const outside = (shares: Float64Array): number => Math.max(0, 1 - shares.reduce((sum, share) => sum + share, 0));

export const measure: Measure<typeof divergences> = {
  needs: ["test"],
  judged: false,
  async *run({ frozen, data: half }, { samples, carried }) {
    const data = dataOf(frozen.h);
    if (data.kind !== "points") throw new Error(`${data.id} has no density that is known`);
    const { width } = data;
    const x = new Float32Array(samples * width);
    for (const { first, count } of slicesOf(samples, SLICE)) {
      const stream = { seed: MEASUREMENT_SEED, purpose: "sample", step: first / SLICE, lane: laneOf("divergences") } as const;
      x.set(await samplePoints(frozen, stream, count), first * width);
      yield (0.5 * (first + count)) / samples;
    }
    const grid = gridOf(data);
    const density = densityOn(grid, data);
    const inAll = density.reduce((sum, value) => sum + value, 0) * cellVolume(grid);
    const by = CELLS_MERGED[width];
    const p = gathered(grid, density.map((value) => (value * cellVolume(grid)) / inAll), by);
    const from = (points: Float32Array) => {
      const shares = gathered(grid, sharesOf(grid, points), by);
      return { kl: klDivergence(p, smoothedShares(shares, samples)), js: jsDivergence([...p, 0], [...shares, outside(shares)]) };
    };
    const real = realImages(half, "test", { first: 0, count: samples }).pixels;
    const set = (points: Float32Array, index: number) => points.subarray(index * carried * width, (index + 1) * carried * width);
    const way = function* (from: Float32Array, share: number) {
      if (carried === 0) return null;
      const work = wasserstein1(from, set(real, 1), width);
      for (;;) {
        const { done, value } = work.next();
        if (done) return value;
        yield share + 0.25 * value;
      }
    };
    const distance = yield* way(set(x, 0), 0.5);
    yield 0.75;
    const floor = yield* way(set(real, 0), 0.75);
    yield 1;
    return {
      samples, cell: by * cellSize(grid), carried, ...from(x), wasserstein: distance,
      floor: { ...from(real.subarray(0, samples * width)), wasserstein: floor },
      modes: data.modes && modesFound(x, data.modes, data.sigmas),
    };
  },
};
