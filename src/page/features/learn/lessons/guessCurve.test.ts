import { expect, test } from "vitest";
import { drawn, pathOf, valueNear, type Axes } from "./guessCurve";

const axes: Axes = { width: 100, height: 50, from: 0, to: 100, max: 10 };
const at = [0, 25, 50, 75, 100];
const flat = at.map(() => 5);

test("a press moves the nearest point to its height", () => {
  expect(drawn(axes, at, flat, [30, 10], [30, 10])).toEqual([5, 8, 5, 5, 5]);
});

test("a stroke moves every point that it passes, at any speed", () => {
  expect(drawn(axes, at, flat, [0, 50], [100, 0])).toEqual([0, 2.5, 5, 7.5, 10]);
  expect(drawn(axes, at, flat, [80, 25], [20, 25])).toEqual(flat);
});

test("a stroke beyond the edge is clipped to it", () => {
  expect(drawn(axes, at, flat, [50, -40], [50, -40])).toEqual([5, 5, 10, 5, 5]);
  expect(drawn(axes, at, flat, [-20, 90], [-20, 90])).toEqual([0, 5, 5, 5, 5]);
});

test("a curve starts at the known value, wherever the stroke begins", () => {
  expect(drawn(axes, at, [0.004, 0.004, 0.004, 0.004, 0.004], [0, 0], [100, 50], 0.004)).toEqual([0.004, 7.5, 5, 2.5, 0]);
  expect(drawn(axes, at, [1, 1, 1, 1, 1], [0, 0], [0, 0], 1)).toEqual([1, 1, 1, 1, 1]);
});

test("the run's value at a drawn point is that of the nearest step", () => {
  expect(valueNear([[1, 0.5], [3, 2], [8, 4]], 4)).toBe(2);
  expect(valueNear([], 4)).toBeNull();
});

test("a path goes through its points", () => {
  expect(pathOf(axes, [[0, 0], [100, 10]])).toBe("M0.0,50.0L100.0,0.0");
});
