import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { coordinatePlane, coordinatesOf, distanceFrom, dot, norm, planeThrough, pointAt, sameDirections, samePlane, type Plane } from "./plane";
import { STANDARD_RANGE } from "./range";

const number = fc.double({ min: -5, max: 5, noNaN: true });
const vector = (d: number) => fc.array(number, { minLength: d, maxLength: d });

function spanned(plane: ReturnType<typeof planeThrough>): Plane {
  if (typeof plane === "string") throw new Error(plane);
  return plane;
}

describe("the plane of two dimensions", () => {
  const plane = coordinatePlane([0, 2], [9, 5, 7], STANDARD_RANGE);

  it("has z's own numbers as coordinates, and z's other numbers everywhere", () => {
    expect(coordinatesOf(plane, [0.1, 5, -2])).toEqual([0.1, -2]);
    expect(pointAt(plane, 0.1, -2)).toEqual([0.1, 5, -2]);
    expect(distanceFrom(plane, [1, 5.5, 1])).toBe(0.5);
  });

  it("is the same wherever one moves within it", () => {
    expect(samePlane(plane, { ...plane, through: [0, 5, 0] })).toBe(true);
    expect(samePlane(plane, { ...plane, through: [9, 5.01, 7] })).toBe(false);
    expect(samePlane(plane, { ...plane, extent: 2 })).toBe(false);
    expect(samePlane(plane, { ...plane, middle: [0, 1] })).toBe(false);
    expect(samePlane(plane, coordinatePlane([2, 0], [9, 5, 7], STANDARD_RANGE))).toBe(false);
  });

  it("has other directions than a plane that shares only one axis or lies around another point", () => {
    expect(sameDirections(plane, { ...plane, u: [...plane.u] })).toBe(true);
    for (const axes of [[0, 1], [1, 2]] as const) expect(sameDirections(plane, coordinatePlane(axes, [9, 5, 7], STANDARD_RANGE))).toBe(false);
    expect(sameDirections(plane, { ...plane, centre: [0, 1, 0] })).toBe(false);
    expect(sameDirections(plane, { ...plane, u: [1, 0], v: [0, 0] })).toBe(false);
  });

  it("is a line in one dimension", () => {
    const line = coordinatePlane([0, 0], [2], STANDARD_RANGE);
    expect(line.v).toEqual([0]);
    expect(coordinatesOf(line, [1.5])).toEqual([1.5, 0]);
    expect(pointAt(line, -1, 2)).toEqual([-1]);
  });
});

describe("the plane through three codes", () => {
  it("agrees with analytic geometry", () => {
    const plane = spanned(planeThrough([1, 0, 4], [3, 0, 4], [1, 2, 4]));
    expect(plane.u).toEqual([1, 0, 0]);
    expect(plane.v).toEqual([0, 1, 0]);
    expect(plane.through).toEqual([5 / 3, 2 / 3, 4]);
    expect(plane.centre).toEqual(plane.through);
    expect(plane.middle).toEqual([0, 0]);
    expect(plane.extent).toBe(2); // 1.3 × 4/3
  });

  it("contains all three within its extent, and its directions are orthonormal", () => {
    fc.assert(fc.property(vector(5), vector(5), vector(5), (a, b, c) => {
      const plane = planeThrough(a, b, c);
      fc.pre(typeof plane !== "string");
      expect(norm(plane.u)).toBeCloseTo(1, 9);
      expect(norm(plane.v)).toBeCloseTo(1, 9);
      expect(dot(plane.u, plane.v)).toBeCloseTo(0, 9);
      for (const code of [a, b, c]) {
        expect(distanceFrom(plane, code)).toBeLessThan(1e-9 * (1 + norm(code)));
        for (const at of coordinatesOf(plane, code)) expect(Math.abs(at)).toBeLessThan(plane.extent);
      }
    }));
  });

  it("converts coordinates to a point and back", () => {
    const plane = spanned(planeThrough([1, 2, 3, 4], [0, 1, 0, 1], [5, 0, -1, 2]));
    fc.assert(fc.property(number, number, (across, up) => {
      const [h, v] = coordinatesOf(plane, pointAt(plane, across, up));
      expect(h).toBeCloseTo(across, 9);
      expect(v).toBeCloseTo(up, 9);
    }));
  });

  it("stays the same if a position within it is rounded to three decimals", () => {
    const plane = spanned(planeThrough([1, 2, 3, 4], [0, 1, 0, 1], [5, 0, -1, 2]));
    fc.assert(fc.property(number, number, (across, up) => {
      const through = pointAt(plane, across, up).map((value) => Math.round(value * 1000) / 1000);
      expect(samePlane(plane, { ...plane, through })).toBe(true);
    }));
  });

  it("does not exist for equal or collinear codes", () => {
    expect(planeThrough([1, 2, 3], [1, 2, 3], [0, 0, 1])).toBe("equal");
    expect(planeThrough([0, 0, 1], [1, 2, 3], [1, 2, 3])).toBe("equal");
    expect(planeThrough([1e7, 0], [1e7 + 5, 0], [1e7, 5])).toBe("equal"); // relative to how far they are from the origin
    expect(planeThrough([1e-3, 0], [2e-3, 0], [1e-3, 1e-3])).not.toBe("equal");
    expect(planeThrough([0, 0, 0], [1, 1, 1], [-2, -2, -2])).toBe("collinear");
    expect(planeThrough([0, 0, 0], [1, 1, 1], [2, 2, 2.0001])).toBe("collinear");
  });
});
