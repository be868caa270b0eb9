import { describe, expect, test, vi } from "vitest";
import { step } from "../core/run/ids";
import { createSeries, smooth } from "./series";

describe("series", () => {
  const two = () => {
    const series = createSeries();
    series.restart(["reconstruction", "kl"]);
    return series;
  };

  test("keeps every row, by column", () => {
    const series = two();
    series.append(step(1), Float32Array.of(1, 10, 2, 20));
    series.append(step(3), Float32Array.of(3, 30));
    expect([...series.values("reconstruction")]).toEqual([1, 2, 3]);
    expect([...series.values("kl")]).toEqual([10, 20, 30]);
    expect([series.length, series.firstStep]).toEqual([3, 1]);
    expect(series.values("no such column")).toHaveLength(0);
  });

  test("grows without losing anything", () => {
    const series = two();
    for (let s = 1; s <= 20_000; s += 7) {
      series.append(step(s), Float32Array.from({ length: 14 }, (_, i) => (s + (i >> 1)) * (i % 2 ? -1 : 1)));
    }
    const values = series.values("kl");
    expect(values.every((value, i) => value === -(i + 1))).toBe(true);
    expect(values.length).toBeGreaterThanOrEqual(20_000);
  });

  test("after a restart from a snapshot rows are replaced, and later ones are removed", () => {
    const series = two();
    series.append(step(1), Float32Array.of(1, 1, 2, 2, 3, 3));
    series.append(step(2), Float32Array.of(9, 9));
    expect([...series.values("kl")]).toEqual([1, 9]);
  });

  test("may begin at a later step; steps never reported are NaN", () => {
    const series = two();
    series.append(step(50), Float32Array.of(1, 1));
    expect(series.firstStep).toBe(50);
    series.append(step(52), Float32Array.of(3, 3));
    expect([...series.values("kl")]).toEqual([1, NaN, 3]);
    expect(() => series.append(step(49), Float32Array.of(1, 1))).toThrow(RangeError);
    expect(() => series.append(step(51), Float32Array.of(1))).toThrow(RangeError);
  });

  test("calls its listeners until they unsubscribe", () => {
    const series = two();
    const listener = vi.fn();
    const leave = series.subscribe(listener);
    series.append(step(1), Float32Array.of(1, 1));
    series.restart(["total"]);
    leave();
    series.append(step(1), Float32Array.of(1));
    expect(listener).toHaveBeenCalledTimes(2);
    expect(series.columns).toEqual(["total"]);
  });
});

describe("smooth", () => {
  test("keeps a constant, from the first step", () => {
    for (const value of smooth(new Float32Array(50).fill(7), 0.95)) expect(value).toBeCloseTo(7, 5);
  });

  test("changes nothing with the factor 0", () => {
    expect([...smooth([3, 1, 2], 0)]).toEqual([3, 1, 2]);
  });

  test("is the weighted mean, and stays constant over gaps", () => {
    const [, second, third] = smooth([1, 4, NaN], 0.5);
    expect(second).toBeCloseTo((0.5 * 1 + 1 * 4) / 1.5, 6);
    expect(third).toBe(second);
    expect(smooth([NaN], 0.5)[0]).toBeNaN();
  });
});
