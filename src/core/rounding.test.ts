import fc from "fast-check";
import { expect, it } from "vitest";
import { logTicks, roundExtent, ticksIn, tidyNumber } from "./rounding";

it("extents are numbers to write beside an axis", () => {
  expect([2.1, 3, 0.034, 61, 9.9, 1e-9].map(roundExtent)).toEqual([3, 3, 0.04, 80, 10, 1e-9]);
  expect([0, -1, NaN, Infinity].map(roundExtent)).toEqual([1, 1, 1, 1]);
});

it("ticks are round numbers within their axis", () => {
  expect(ticksIn(-3, 3)).toEqual([-3, -2, -1, 0, 1, 2, 3]);
  expect(ticksIn(-4, 4)).toEqual([-4, -2, 0, 2, 4]);
  expect(ticksIn(-9, 11)).toEqual([-5, 0, 5, 10]);
  expect(ticksIn(1.02, 1.12)).toEqual([1.02, 1.04, 1.06, 1.08, 1.1, 1.12]);
  expect(ticksIn(2, 2)).toEqual([]);
});

it("there are three to seven ticks, evenly spaced, on any axis", () => {
  fc.assert(fc.property(fc.double({ min: -50, max: 50, noNaN: true }), fc.double({ min: 0.05, max: 50, noNaN: true }), (middle, extent) => {
    const ticks = ticksIn(middle - extent, middle + extent);
    expect(ticks.length).toBeGreaterThanOrEqual(3);
    expect(ticks.length).toBeLessThanOrEqual(7);
    const gap = ticks[1]! - ticks[0]!;
    ticks.forEach((tick, i) => {
      expect(Math.abs(tick - middle)).toBeLessThanOrEqual(extent * (1 + 1e-5) + 1e-6);
      if (i > 0) expect(tick - ticks[i - 1]!).toBeCloseTo(gap, 3);
    });
  }));
});

it("ticks of a logarithmic axis are round and within it, wherever it begins", () => {
  expect(logTicks(0.8, 30)).toEqual([1, 2, 5, 10, 20]);
  expect(logTicks(0.005, 2000)).toEqual([0.01, 0.1, 1, 10, 100, 1000]);
  expect(logTicks(9.7e-5, 3e-4)).toEqual([1e-4, 2e-4, 3e-4]);
  fc.assert(fc.property(fc.float({ min: 2 ** -149, noNaN: true, noDefaultInfinity: true }), (lowest) => {
    const ticks = logTicks(lowest / 1.3, lowest * 2.2);
    expect(ticks.length).toBeGreaterThanOrEqual(1);
    expect(ticks.length).toBeLessThanOrEqual(9);
    expect(ticks.every((tick, i) => tick >= (ticks[i - 1] ?? lowest / 1.3) && tick <= lowest * 2.2)).toBe(true);
  }));
});

it("a slider's number has four significant digits, and no negative zero", () => {
  expect([0.000123456, 123456, -9.87654, 5].map(tidyNumber)).toEqual([0.0001235, 123500, -9.877, 5]);
  expect(Object.is(tidyNumber(-0), 0)).toBe(true);
});
