import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normals } from "./philox";
import { automaticRange, fitted, moved, STANDARD_RANGE, zoomed, type Range } from "./range";

/** n points from a normal distribution around `middle`. */
function cloud(middle: readonly [number, number], deviation: number, n = 1500): Float32Array {
  return normals({ seed: 1, purpose: "sample", step: 0 }, 2 * n).map((value, i) => middle[(i % 2) as 0 | 1] + deviation * value);
}

function shareIn(points: Float32Array, { middle, extent }: Range): number {
  let inside = 0;
  for (let i = 0; i < points.length; i += 2) {
    if (Math.abs(points[i]! - middle[0]) <= extent && Math.abs(points[i + 1]! - middle[1]) <= extent) inside++;
  }
  return (2 * inside) / points.length;
}

describe("a map's range", () => {
  it("zooms about a point, which stays where it is", () => {
    const at = fc.double({ min: -1, max: 1, noNaN: true });
    fc.assert(fc.property(at, at, fc.double({ min: 0.4, max: 2.5, noNaN: true }), (h, v, factor) => {
      const before: Range = { middle: [1, -2], extent: 4 };
      const about = [1 + 4 * h, -2 + 4 * v] as const;
      const after = zoomed(before, factor, about);
      expect((about[0] - after.middle[0]) / after.extent).toBeCloseTo(h, 1);
      expect((about[1] - after.middle[1]) / after.extent).toBeCloseTo(v, 1);
    }));
    expect(zoomed(STANDARD_RANGE, 2)).toEqual({ middle: [0, 0], extent: 6 });
  });

  it("has limits", () => {
    expect(zoomed(STANDARD_RANGE, 1e-9).extent).toBe(0.05);
    expect(zoomed(STANDARD_RANGE, 1e9).extent).toBe(50);
    expect(moved(STANDARD_RANGE, 1e9, -1e9).middle).toEqual([50, -50]);
  });

  it("fits points: holds 98 % and more of them, and is not much wider than they are", () => {
    for (const [middle, deviation] of [[[0, 0], 1], [[-4, 3], 2], [[10, 0], 0.1]] as const) {
      const points = cloud(middle, deviation);
      const range = fitted(points);
      expect(shareIn(points, range)).toBeGreaterThan(0.98);
      expect(range.extent).toBeLessThan(3.2 * deviation);
      expect(Math.abs(range.middle[0] - middle[0])).toBeLessThan(0.3 * deviation);
    }
  });

  it("does not follow a single outlier", () => {
    const points = cloud([0, 0], 1);
    points[0] = 40;
    expect(fitted(points).extent).toBeLessThan(4);
  });

  it("stays standard by itself while most points are in it", () => {
    expect(automaticRange(cloud([-1, 0.5], 1.2), STANDARD_RANGE)).toEqual(STANDARD_RANGE);
    expect(automaticRange(new Float32Array(0), STANDARD_RANGE)).toEqual(STANDARD_RANGE);
  });

  it("widens by itself for points outside, and comes back with them", () => {
    const points = cloud([-4, -2], 3);
    const wide = automaticRange(points, STANDARD_RANGE);
    expect(wide.middle).toEqual([0, 0]);
    expect(shareIn(points, wide)).toBeGreaterThan(0.98);
    expect(automaticRange(points.map((value) => 1.02 * value), wide)).toEqual(wide); // a little more is no reason
    expect(automaticRange(cloud([0, 0], 1), wide)).toEqual(STANDARD_RANGE);
  });
});
