import { expect, it } from "vitest";
import { inkOf, levelOf, ofLevel, POINT_LEVELS, tidyStroke } from "./drawing";

it("a coordinate is one of 512 levels, which reach a quarter of the field beyond it on each side", () => {
  expect([-9, -0.25, 1.25, 9].map(levelOf)).toEqual([0, 0, POINT_LEVELS - 1, POINT_LEVELS - 1]);
  expect([ofLevel(0), ofLevel(POINT_LEVELS - 1)]).toEqual([-0.25, 1.25]);
  for (let level = 0; level < POINT_LEVELS; level++) expect(levelOf(ofLevel(level))).toBe(level);
  expect(ofLevel(levelOf(0.4))).toBeCloseTo(0.4, 2);
});

it("a line as a link says it has no two points that are one to the eye, and ends where it ended", () => {
  const near = 0.005;
  const tidy = tidyStroke([0.2, 0.2 + near, 0.2 + 2 * near, 0.3, 0.3 + near].map((x) => ({ x, y: 0.5 })));
  expect(tidy.map(({ x }) => x)).toEqual([0.2, 0.3, 0.3 + near].map((x) => ofLevel(levelOf(x))));
  expect(tidyStroke([0, 0.1, 0.2].map((y) => ({ x: 0.5, y })))).toHaveLength(3);
  expect(tidyStroke([{ x: 0.5, y: 0.5 }, { x: 0.5, y: 0.5 }])).toHaveLength(1);
  expect(tidyStroke([])).toEqual([]);
  expect(tidyStroke(tidy)).toEqual(tidy); // it is on the grid
});

it("ink covers what is nearer to the line than the pen's half width, and fades within a pixel", () => {
  const side = 20, pen = 0.1; // two pixels
  const ink = inkOf([[{ x: 0.25, y: 0.5 }, { x: 0.75, y: 0.5 }]], side, pen);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const away = Math.hypot(Math.max(0, 5 - (x + 0.5), x + 0.5 - 15), y + 0.5 - 10);
      expect(ink[y * side + x]).toBeCloseTo(Math.min(1, Math.max(0, 2.5 - away)), 5);
    }
  }
  const dot = inkOf([[{ x: 0.5, y: 0.5 }]], side, pen);
  expect([dot[10 * side + 10], dot[10 * side + 14], inkOf([], side).some((value) => value > 0)]).toEqual([1, 0, false]);
});
