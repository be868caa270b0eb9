import { describe, expect, it } from "vitest";
import { cellsOf, cellVolume, estimatedDensity, gathered, middlesOf, overlap, sharesOf, type Grid } from "./grid";

const plane: Grid = { width: 2, extent: 1, side: 4 };
const line: Grid = { width: 1, extent: 1, side: 4 };

describe("a grid", () => {
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

  it("smooths without losing any, and overlaps by what two densities share", () => {
    const [left, right] = [estimatedDensity(plane, [-0.9, -0.9]), estimatedDensity(plane, [0.9, 0.9])];
    expect(left.reduce((sum, density) => sum + density) * cellVolume(plane)).toBeCloseTo(1, 6);
    expect(overlap(plane, left, left)).toBeCloseTo(1, 6);
    expect(overlap(plane, left, right)).toBe(0);
  });
});
