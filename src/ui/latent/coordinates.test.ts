import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { alongAxis, mediansByClass, moveBy, moveToPlace, placeOf } from "./coordinates";

const plane = { axes: [0, 2], through: [0, 5, 0], extent: 3 } as const;

describe("the map", () => {
  it("has +extent at the top and at the right", () => {
    expect(placeOf(3, 3, 3)).toEqual({ left: 1, top: 0 });
    expect(placeOf(-3, 0, 3)).toEqual({ left: 0, top: 0.5 });
  });

  it("leads from a place to z and back", () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(fc.property(share, share, (left, top) => {
      const z = moveToPlace([9, 5, 9], plane, { left, top });
      const place = placeOf(z[0]!, z[2]!, 3);
      expect(z[1]).toBe(5);
      expect(place.left).toBeCloseTo(left, 3);
      expect(place.top).toBeCloseTo(top, 3);
    }));
  });

  it("ends at its edges", () => {
    expect(moveToPlace([0, 0, 0], plane, { left: 4, top: -2 })).toEqual([3, 0, 3]);
    expect(moveBy([2.9, 0, -3], plane, 0.05, -0.05)).toEqual([3, 0, -3]);
  });

  it("has one direction where the latent space has one dimension", () => {
    const line = { axes: [0, 0], through: [0], extent: 3 } as const;
    expect(moveToPlace([0], line, { left: 0.75, top: 0.1 })).toEqual([1.5]);
    expect(moveBy([0], line, 0, 1)).toEqual([0]);
  });
});

it("the plane swaps its axes when one takes the other's", () => {
  expect(alongAxis(plane, 0, 2, [1, 2, 3])).toEqual({ axes: [2, 0], through: [1, 2, 3], extent: 3 });
  expect(alongAxis(plane, 1, 0, [1, 2, 3]).axes).toEqual([2, 0]);
  expect(alongAxis(plane, 1, 1, [1, 2, 3]).axes).toEqual([0, 1]);
});

it("a class's label stands at the medians of its points", () => {
  const points = Float32Array.of(0, 0, 10, -1, 1, 5, 4, 4);
  expect(mediansByClass(points, Uint8Array.of(1, 1, 1, 0), 3)).toEqual([[4, 4], [1, 0], null]);
});
