import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { coordinatePlane, coordinatesOf, distanceFrom, planeThrough } from "../../../core/latent/plane";
import { STANDARD_RANGE } from "../../../core/latent/range";
import { alongAxis, boxOf, coordinatesAt, mediansByClass, moveBy, moveToPoint, nearestCode, pointOnMap } from "./coordinates";

const plane = coordinatePlane([0, 2], [0, 5, 0], STANDARD_RANGE);

it("finds the nearest code, and none if all are far away", () => {
  const points = Float32Array.of(0, 0, 1, 1, 1.1, 1);
  expect(nearestCode(points, [1.09, 1], 0.5)).toBe(2);
  expect(nearestCode(points, [0.5, 0.5], 0.5)).toBeNull();
});

describe("the map", () => {
  it("has +extent at the top and on the right", () => {
    expect(pointOnMap(3, 3, STANDARD_RANGE)).toEqual({ left: 1, top: 0 });
    expect(pointOnMap(-3, 0, STANDARD_RANGE)).toEqual({ left: 0, top: 0.5 });
  });

  it("maps a point to z and back", () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(fc.property(share, share, (left, top) => {
      const z = moveToPoint(plane, { left, top });
      const point = pointOnMap(z[0]!, z[2]!, plane);
      expect(z[1]).toBe(5);
      expect(point.left).toBeCloseTo(left, 3);
      expect(point.top).toBeCloseTo(top, 3);
    }));
  });

  it("maps a point to z and back in any plane", () => {
    const tilted = planeThrough([1, 2, 3], [-1, 0, 2], [0, 3, -2]);
    if (typeof tilted === "string") throw new Error(tilted);
    const z = moveToPoint(tilted, { left: 0.75, top: 0.1 });
    const [across, up] = coordinatesOf(tilted, z);
    expect(across).toBeCloseTo(0.5 * tilted.extent, 2);
    expect(up).toBeCloseTo(0.8 * tilted.extent, 2);
    expect(distanceFrom(tilted, moveBy(z, tilted, 0.3, -0.2))).toBeLessThan(0.001);
  });

  it("clips z at its edges", () => {
    expect(moveToPoint(plane, { left: 4, top: -2 })).toEqual([3, 5, 3]);
    expect(moveBy([2.9, 5, -3], plane, 0.15, -0.15)).toEqual([3, 5, -3]);
  });

  it("shows the part of the plane given by its range", () => {
    const zoomedIn = { ...plane, middle: [4, -1] as const, extent: 2 };
    expect(moveToPoint(zoomedIn, { left: 0.5, top: 0.5 })).toEqual([4, 5, -1]);
    expect(moveToPoint(zoomedIn, { left: 1, top: 0 })).toEqual([6, 5, 1]);
    expect(pointOnMap(2, -3, zoomedIn)).toEqual({ left: 0, top: 1 });
    expect(coordinatesAt({ left: 0, top: 1 }, zoomedIn)).toEqual([2, -3]);
    expect(moveBy([5.9, 5, -1], zoomedIn, 1, 0)).toEqual([6, 5, -1]);
  });

  it("places pictures of another range correctly", () => {
    expect(boxOf(STANDARD_RANGE, STANDARD_RANGE)).toEqual({ left: 0, top: 0, size: 1 });
    expect(boxOf(STANDARD_RANGE, { middle: [0, 0], extent: 6 })).toEqual({ left: 0.25, top: 0.25, size: 0.5 });
    expect(boxOf({ middle: [3, 0], extent: 3 }, { middle: [0, 0], extent: 6 })).toEqual({ left: 0.5, top: 0.25, size: 0.5 });
  });

  it("has a single direction for one latent dimension", () => {
    const line = coordinatePlane([0, 0], [0], STANDARD_RANGE);
    expect(moveToPoint(line, { left: 0.75, top: 0.1 })).toEqual([1.5]);
    expect(moveBy([0], line, 0, 3)).toEqual([0]);
  });
});

it("swaps the axes if one takes the other's dimension", () => {
  expect(alongAxis([0, 2], 0, 2)).toEqual([2, 0]);
  expect(alongAxis([0, 2], 1, 0)).toEqual([2, 0]);
  expect(alongAxis([0, 2], 1, 1)).toEqual([0, 1]);
});

it("places a class's label at the medians of its points", () => {
  const points = Float32Array.of(0, 0, 10, -1, 1, 5, 4, 4);
  expect(mediansByClass(points, Uint8Array.of(1, 1, 1, 0), 3)).toEqual([[4, 4], [1, 0], null]);
});
