import { describe, expect, it } from "vitest";
import { densityOn, cellVolume, type Grid } from "../../core/latent/grid";
import { normals, uniforms } from "../../core/run/philox";
import { jsDivergence, klDivergence, modesFound, wasserstein1, smoothedShares } from "./divergences";

const stream = (step: number) => ({ seed: 1, purpose: "sample", step }) as const;

function finished<T>(work: Generator<number, T, void>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

/** Returns N(mean, sigma² I) as shares of the cells of a grid that contains nearly all of it. */
function gaussian(grid: Grid, mean: number, sigma: number): Float64Array {
  const density = (x: ArrayLike<number>) => {
    let squares = 0;
    for (let i = 0; i < grid.width; i++) squares += (x[i]! - (i === 0 ? mean : 0)) ** 2;
    return Math.exp(-squares / (2 * sigma ** 2)) / (2 * Math.PI * sigma ** 2) ** (grid.width / 2);
  };
  return Float64Array.from(densityOn(grid, { density }), (value) => value * cellVolume(grid));
}

describe.each([{ width: 1, extent: 8, side: 400 }, { width: 2, extent: 8, side: 160 }] as const)("divergences in $width dimensions", (grid) => {
  it("of two Gaussians agree with the closed form", () => {
    const [p, q] = [gaussian(grid, 0.5, 0.7), gaussian(grid, -0.4, 1.1)];
    const ratio = (0.7 / 1.1) ** 2;
    const wanted = 0.5 * (grid.width * (ratio - 1 - Math.log(ratio)) + (0.9 / 1.1) ** 2);
    expect(klDivergence(p, q)).toBeCloseTo(wanted, 3);
  });

  it("are 0 for equal shares, and JS is log 2 for disjoint shares", () => {
    const p = gaussian(grid, 0, 1);
    expect(klDivergence(p, p)).toBe(0);
    expect(jsDivergence(p, p)).toBe(0);
    expect(jsDivergence([1, 0, 0], [0, 0.5, 0.5])).toBeCloseTo(Math.LN2, 12);
    expect(jsDivergence(p, gaussian(grid, 1, 1))).toBe(jsDivergence(gaussian(grid, 1, 1), p));
  });
});

it("half a draw more keeps shares adding up to 1, and none at 0", () => {
  const shares = smoothedShares(Float64Array.from([0.9, 0.1, 0, 0]), 10);
  expect([...shares]).toEqual([9.5 / 12, 1.5 / 12, 0.5 / 12, 0.5 / 12]);
  expect(klDivergence([1, 0, 0, 0], shares)).toBeCloseTo(-Math.log(9.5 / 12), 12);
});

describe.each([1, 2] as const)("Wasserstein-1 in %i dimensions", (width) => {
  const points = normals(stream(3), 120 * width);

  it("is 0 between a set and itself in another order", () => {
    const turned = new Float32Array(points.length);
    for (let i = 0; i < 120; i++) turned.set(points.subarray(i * width, (i + 1) * width), (119 - i) * width);
    expect(finished(wasserstein1(points, turned, width))).toBe(0);
  });

  it("is the shift between a set and the same set shifted", () => {
    const shift = [0.3, -0.4];
    const shifted = points.map((value, i) => value + shift[i % width]!);
    expect(finished(wasserstein1(points, shifted, width))).toBeCloseTo(width === 1 ? 0.3 : 0.5, 5);
  });
});

it("the assignment is the cheapest one, for sets so small that all can be tried", () => {
  const orders = (list: readonly number[]): number[][] =>
    (list.length < 2 ? [[...list]] : list.flatMap((first, i) => orders(list.toSpliced(i, 1)).map((rest) => [first, ...rest])));
  for (let trial = 0; trial < 20; trial++) {
    const [a, b] = [0, 1].map((set) => Float32Array.from(uniforms(stream(10 + 2 * trial + set), 12)));
    const cost = (order: readonly number[]) =>
      order.reduce((sum, j, i) => sum + Math.hypot(a![2 * i]! - b![2 * j]!, a![2 * i + 1]! - b![2 * j + 1]!), 0) / 6;
    const best = Math.min(...orders([0, 1, 2, 3, 4, 5]).map(cost));
    expect(finished(wasserstein1(a!, b!, 2))).toBeCloseTo(best, 6);
  }
});

it("modes are found where points are, and only there", () => {
  const modes = [[0, 0], [10, 0], [0, 10], [10, 10]];
  const x = [...Array<number[]>(6).fill([0.1, 0]), ...Array<number[]>(3).fill([10, 9.9]), [5, 5]].flat();
  expect(modesFound(x, modes, [0.1, 1, 1, 1])).toMatchObject({ found: 2, shares: [expect.closeTo(0.6), 0, 0, expect.closeTo(0.3)] });
  expect(modesFound(x, modes, [0.1, 1, 1, 1]).far).toBeCloseTo(0.1);
});
