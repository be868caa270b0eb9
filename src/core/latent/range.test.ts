import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normals } from "../run/philox";
import { automaticRange, fitted, moved, sameRange, STANDARD_RANGE, tidyRange, zoomed, type Range } from "./range";

/** Returns n points from a normal distribution around `middle`. */
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

  it("is written with three digits of its extent, and its middle to less than a hundredth of that", () => {
    expect(tidyRange({ middle: [1.23456, -3.98768], extent: 0.0512345 })).toEqual({ middle: [1.2346, -3.9877], extent: 0.0512 });
    expect(tidyRange({ middle: [1.23456, -3.98765], extent: 12.345 })).toEqual({ middle: [1.2, -4], extent: 12.3 });
    expect(tidyRange({ middle: [-1e-9, 60], extent: 60 })).toEqual({ middle: [0, 50], extent: 50 }); // no −0
  });

  it("is another one where any of its numbers differs", () => {
    const range: Range = { middle: [1, 2], extent: 3 };
    expect([range, { ...range, middle: [1, 3] }, { ...range, middle: [2, 2] }, { ...range, extent: 4 }].map((other) => sameRange(range, other as Range))).toEqual([true, false, false, false]);
  });

  it("moves by the given distances", () => {
    expect(moved({ middle: [1, 2], extent: 3 }, 0.5, -4)).toEqual({ middle: [1.5, -2], extent: 3 });
  });

  it("fits evenly spaced points: leaves out one in a hundred along each axis, and adds a margin of 5 %", () => {
    const points = Array.from({ length: 201 }, (_, i) => [i / 10, 5]).flat();
    expect(fitted(points)).toEqual({ middle: [10, 5], extent: 10.4 }); // from 0.1 to 19.9
    expect(fitted(points.map((value, i) => (i % 2 === 0 ? -value / 10 : value)))).toEqual({ middle: [-1, 5], extent: 1.04 });
    expect(fitted([3, 4])).toEqual({ middle: [3, 4], extent: 0.05 });
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

  it("ignores a single outlier", () => {
    const points = cloud([0, 0], 1);
    points[0] = 40;
    expect(fitted(points).extent).toBeLessThan(4);
  });

  it("stays standard while most points are in it", () => {
    expect(automaticRange(cloud([-1, 0.5], 1.2), STANDARD_RANGE)).toEqual(STANDARD_RANGE);
    expect(automaticRange(new Float32Array(0), STANDARD_RANGE)).toEqual(STANDARD_RANGE);
  });

  it("widens for points outside, and returns with them", () => {
    const points = cloud([-4, -2], 3);
    const wide = automaticRange(points, STANDARD_RANGE);
    expect(wide.middle).toEqual([0, 0]);
    expect(shareIn(points, wide)).toBeGreaterThan(0.98);
    expect(automaticRange(points.map((value) => 1.02 * value), wide)).toEqual(wide); // a little more is no reason
    expect(automaticRange(cloud([0, 0], 1), wide)).toEqual(STANDARD_RANGE);
  });

  describe("that is wider than the standard one", () => {
    /** Returns points of which `far` of 100 are at a distance of 12, the others at 10. */
    const ring = (far: number) => Array.from({ length: 100 }, (_, i) => [0, i < far ? -12 : 10]).flat();
    const range = (extent: number, across = 0): Range => ({ middle: [across, 0], extent });

    it("is kept while it holds 97 % of the points", () => {
      expect(automaticRange(ring(3), range(11))).toEqual(range(11));
      expect(automaticRange(ring(4), range(11))).toEqual(range(15)); // 1.05 × 12, rounded up
    });

    it("is replaced if it is more than 1.4 times too wide, or off the centre", () => {
      expect(automaticRange(ring(0), range(14.5))).toEqual(range(14.5)); // 1.4 × 1.05 × 10 = 14.7
      expect(automaticRange(ring(0), range(30))).toEqual(range(15));
      expect(automaticRange(ring(0), range(14.5, 1))).toEqual(range(15));
      expect(automaticRange(ring(0), { middle: [0, 1], extent: 14.5 })).toEqual(range(15));
    });

    it("returns to the standard one at 90 % of the points, and is 50 at most", () => {
      const points = (inside: number) => Array.from({ length: 100 }, (_, i) => [0, i < inside ? 3 : 10]).flat();
      expect(automaticRange(points(90), range(12))).toEqual(STANDARD_RANGE);
      expect(automaticRange(points(89), range(12))).toEqual(range(12));
      expect(automaticRange([100, 0, 0, 100], STANDARD_RANGE)).toEqual(range(50));
    });
  });
});
