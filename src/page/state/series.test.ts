import { describe, expect, test, vi } from "vitest";
import { step } from "../../core/run/ids";
import { createSeries } from "./series";

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

  test("a record stays as it was, without a copy of the losses unless some of its rows are replaced", () => {
    const series = two();
    series.append(step(1), Float32Array.of(1, 10, 2, 20, 3, 30));
    const record = series.record();
    const { buffer } = series.values("kl");
    expect(record.values("kl").buffer).toBe(buffer);
    series.append(step(4), Float32Array.of(4, 40));
    series.cut(step(3));
    series.append(step(4), Float32Array.of(5, 50));
    expect(series.values("kl").buffer).toBe(buffer);
    series.append(step(2), Float32Array.of(9, 90));
    expect([...record.values("kl")]).toEqual([10, 20, 30]);
    expect([...series.values("kl")]).toEqual([10, 90]);
  });

  test("has the same revision while rows are added, and another one after each change of rows", () => {
    const series = two();
    const revisions: number[] = [];
    const note = () => revisions.push(series.revision);
    for (const first of [1, 2, 5, 5]) {
      series.append(step(first), Float32Array.of(1, 1));
      note();
    }
    series.cut(step(9));
    note();
    series.cut(step(2));
    note();
    series.restart(["total"]);
    note();
    const [one] = revisions;
    expect(revisions.map((now) => now - one!)).toEqual([0, 0, 0, 1, 1, 2, 3]);
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
