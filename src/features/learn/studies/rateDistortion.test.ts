import fc from "fast-check";
import { expect, test } from "vitest";
import { boxOf, lineOf, placesIn } from "./rateDistortion";

const arbitraryPoints = fc.array(fc.record({ rate: fc.double({ min: 0, max: 500, noNaN: true }), distortion: fc.double({ min: 0, max: 2000, noNaN: true }) }), { minLength: 1, maxLength: 9 });

test("every point is inside the chart", () => {
  fc.assert(fc.property(arbitraryPoints, (points) => {
    const { left, top } = placesIn(boxOf(points), 300, 200);
    for (const { rate, distortion } of points) {
      expect(left(rate)).toBeGreaterThanOrEqual(0);
      expect(left(rate)).toBeLessThanOrEqual(300);
      expect(top(distortion)).toBeGreaterThanOrEqual(0);
      expect(top(distortion)).toBeLessThanOrEqual(200);
    }
  }));
});

test("a line ends at the chart's edges, where rate and distortion add up to its sum", () => {
  const box = { rate: [0, 40], distortion: [80, 220] } as const;
  expect(lineOf(box, 100)).toEqual([[0, 100], [20, 80]]);
  expect(lineOf(box, 150)).toEqual([[0, 150], [40, 110]]);
  expect(lineOf(box, 240)).toEqual([[20, 220], [40, 200]]);
  expect(lineOf(box, 80)).toBeNull();
  expect(lineOf(box, 300)).toBeNull();
});
