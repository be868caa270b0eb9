import { describe, expect, it } from "vitest";
import type { PointsDefinition } from "../data/data";
import { cellsOf, cellVolume, densityOn, estimatedDensity, gathered, gridOf, middlesOf, overlap, sharesOf, type Grid } from "./grid";

const plane: Grid = { width: 2, extent: 1, side: 4 };
const line: Grid = { width: 1, extent: 1, side: 4 };

/** Returns the standard normal density in as many dimensions as x has. */
const standardNormal = (x: ArrayLike<number>) => Array.from(x).reduce((density, value) => density * Math.exp(-value * value / 2) / Math.sqrt(2 * Math.PI), 1);

describe("a grid", () => {
  it("covers the extent of its data, finer on a line than in a plane", () => {
    const sides = ([1, 2] as const).map((width) => gridOf({ width, extent: 3 } as PointsDefinition));
    expect(sides).toEqual([{ width: 1, extent: 3, side: 120 }, { width: 2, extent: 3, side: 75 }]);
    expect([cellsOf(line), cellsOf(plane), cellVolume({ ...line, extent: 3 }), cellVolume({ ...plane, extent: 3 })]).toEqual([4, 16, 1.5, 2.25]);
  });

  it.each([1, 2] as const)("has a density at the middle of each cell, which sums to 1: %d dimensions", (width) => {
    const grid: Grid = { width, extent: 5, side: 40 };
    const density = densityOn(grid, { density: standardNormal });
    expect(density).toHaveLength(cellsOf(grid));
    expect(density.reduce((sum, value) => sum + value) * cellVolume(grid)).toBeCloseTo(1, 4);
    const middles = middlesOf(grid);
    for (const cell of [0, 7, density.length - 1]) expect(density[cell]).toBeCloseTo(standardNormal(middles.subarray(cell * width, (cell + 1) * width)), 6);
  });

  it("counts its rows from the top", () => {
    expect([...middlesOf(plane).slice(0, 4)]).toEqual([-0.75, 0.75, -0.25, 0.75]);
    expect([...middlesOf(line)]).toEqual([-0.75, -0.25, 0.25, 0.75]);
  });

  it("puts each point into the cell whose middle is nearest, and those outside into none", () => {
    for (const grid of [plane, line]) {
      const middles = middlesOf(grid);
      for (let cell = 0; cell < cellsOf(grid); cell++) {
        const shares = sharesOf(grid, [...middles.slice(cell * grid.width, (cell + 1) * grid.width)].map((value) => value + 0.1));
        expect(shares.indexOf(1)).toBe(cell);
      }
      expect(sharesOf(grid, [1.1, 0.2]).reduce((sum, share) => sum + share)).toBe(grid.width === 1 ? 0.5 : 0);
    }
  });

  it("gathers cells into larger ones without losing any", () => {
    expect([...gathered(plane, Float64Array.from({ length: 16 }, (_, i) => i), 2)]).toEqual([0 + 1 + 4 + 5, 2 + 3 + 6 + 7, 8 + 9 + 12 + 13, 10 + 11 + 14 + 15]);
    expect([...gathered(line, [1, 2, 3, 4], 2)]).toEqual([3, 7]);
  });

  it("smooths along each axis by ¼, ½, ¼, and keeps at the edge what would leave it", () => {
    const smoothed = (grid: Grid, x: readonly number[]) => [...estimatedDensity(grid, x)].map((density) => density * cellVolume(grid));
    expect(smoothed(line, [-0.25])).toEqual([0.25, 0.5, 0.25, 0]);
    expect(smoothed(line, [0.9, -0.9])).toEqual([0.375, 0.125, 0.125, 0.375]);
    expect(smoothed(plane, [-0.25, 0.25])).toEqual([1, 2, 1, 0, 2, 4, 2, 0, 1, 2, 1, 0, 0, 0, 0, 0].map((share) => share / 16));
  });

  it("smooths without losing any, and overlaps by what two densities share", () => {
    const [left, right] = [estimatedDensity(plane, [-0.9, -0.9]), estimatedDensity(plane, [0.9, 0.9])];
    expect(left.reduce((sum, density) => sum + density) * cellVolume(plane)).toBeCloseTo(1, 6);
    expect(overlap(plane, left, left)).toBeCloseTo(1, 6);
    expect(overlap(plane, left, right)).toBe(0);
  });
});
