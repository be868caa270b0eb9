import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { step } from "../../../core/run/ids";
import { createSeries, type Series } from "../../state/series";
import { createThinning, curvesOf, rangeOf, readerOf, roundUp, tableRows, valueAt, type LossReader } from "./chartData";
import { differenceOf } from "./difference";

const record = (values: ArrayLike<number>, first = 1) => {
  const all = Float32Array.from(values);
  return { length: all.length, firstStep: step(first), values: () => all };
};

const reader = (values: ArrayLike<number>, first = 1): LossReader =>
  ({ length: values.length, firstStep: step(first), revision: values, values: () => (row) => values[row] ?? NaN });

describe("curves", () => {
  it("show every step of a short run", () => {
    const { x, raw, smoothed } = curvesOf(reader([5, 4, 3], 11), ["a"], 100, 0);
    expect([...x]).toEqual([11, 12, 13]);
    expect([...raw[0]!]).toEqual([5, 4, 3]);
    expect(smoothed).toBeNull();
  });

  it("keep every peak of long runs, in few points with ascending steps", () => {
    fc.assert(fc.property(fc.integer({ min: 300, max: 5000 }), fc.nat(), (length, at) => {
      const peak = at % length;
      const values = Float32Array.from({ length }, (_, i) => (i === peak ? 1 : 0));
      const { x, raw, smoothed } = curvesOf(reader(values), ["a"], 200, 0.5);
      expect(Math.max(...raw[0]!)).toBe(1);
      expect(x.length).toBeLessThanOrEqual(202);
      expect(raw[0]!.length).toBe(x.length);
      expect(smoothed![0]!.length).toBe(x.length);
      expect([...x].every((v, i) => i === 0 || v >= x[i - 1]!)).toBe(true);
    }), { numRuns: 30 });
  });

  it("skip steps whose losses are missing", () => {
    const values = Float32Array.from({ length: 1000 }, (_, i) => (i < 400 || i > 700 ? 2 : NaN));
    const { raw } = curvesOf(reader(values), ["a"], 100, 0);
    expect([...raw[0]!].filter(Number.isFinite).every((v) => v === 2)).toBe(true);
  });
});

describe("smoothed curves", () => {
  const smooth = (values: readonly number[], factor: number) => [...curvesOf(reader(values), ["a"], 100, factor).smoothed![0]!];

  it("keep a constant, from the first step", () => {
    for (const value of smooth(Array<number>(50).fill(7), 0.95)) expect(value).toBeCloseTo(7, 5);
  });

  it("are the weighted mean, and stay constant over gaps", () => {
    const [, second, third] = smooth([1, 4, NaN], 0.5);
    expect(second).toBeCloseTo((0.5 * 1 + 1 * 4) / 1.5, 6);
    expect(third).toBe(second);
    expect(smooth([NaN], 0.5)[0]).toBeNaN();
  });
});

describe("curves that are drawn while they grow", () => {
  /** A series with two columns, and the number of losses that were read from it. */
  function counted() {
    const series = createSeries();
    series.restart(["a", "b"]);
    const work = { reads: 0 };
    const read = (): LossReader => ({
      ...readerOf(series),
      values(column) {
        const valueAt = readerOf(series).values(column);
        return (row) => {
          work.reads++;
          return valueAt(row);
        };
      },
    });
    return { series, work, read };
  }
  const append = (series: Series, first: number, values: readonly number[]) =>
    series.append(step(first), Float32Array.from(values.flatMap((value) => [value, -value])));
  const value = (at: number) => Math.sin(at * at) + 100 / at;

  it("equal those of one reading, whatever was added, replaced or removed in between", () => {
    const action = fc.record({ from: fc.integer({ min: -40, max: 1 }), rows: fc.integer({ min: 1, max: 200 }), cut: fc.boolean(), places: fc.constantFrom(40, 40, 40, 90) });
    fc.assert(fc.property(fc.array(action, { maxLength: 12 }), fc.constantFrom(0, 0.9), (actions, smoothing) => {
      const { series, read } = counted();
      const thinned = createThinning();
      append(series, 1, [value(1)]);
      for (const { from, rows, cut, places } of actions) {
        const first = Math.max(1, series.length + from);
        if (cut) series.cut(step(first));
        else append(series, first, Array.from({ length: rows }, (_, i) => (i % 17 === 5 ? NaN : value(first + i + rows))));
        const [grown, whole] = [thinned(read(), ["a", "b"], places, smoothing), curvesOf(read(), ["a", "b"], places, smoothing)];
        expect(grown.x).toEqual(whole.x);
        expect(grown.raw).toEqual(whole.raw);
        expect(grown.last).toEqual(whole.last);
        whole.smoothed?.forEach((column, c) => column.forEach((one, i) => {
          if (Number.isNaN(one)) expect(grown.smoothed![c]![i]).toBeNaN();
          else expect(grown.smoothed![c]![i]).toBeCloseTo(one, 4);
        }));
      }
    }), { numRuns: 60 });
  });

  it("read each loss once, however long the run is", () => {
    const { series, work, read } = counted();
    const thinned = createThinning();
    for (let first = 1; first < 1e6; first += 10_000) {
      append(series, first, Array.from({ length: 10_000 }, (_, i) => value(first + i)));
      thinned(read(), ["a", "b"], 600, 0.9);
    }
    expect(work.reads).toBe(2e6);
    work.reads = 0;
    append(series, 1_000_001, [1]);
    thinned(read(), ["a", "b"], 600, 0.9);
    expect(work.reads).toBe(2);
  });

  it("of two runs differ at the steps of both", () => {
    const difference = differenceOf(reader([1, 2, 3], 1), reader([10, 20, 30], 2));
    expect(difference).toMatchObject({ length: 2, firstStep: 2 });
    expect([...curvesOf(difference, ["a"], 100, 0).raw[0]!]).toEqual([8, 17]);
  });
});

describe("the vertical range", () => {
  const run = Float32Array.from({ length: 1000 }, (_, i) => (i < 20 ? 550 - 15 * i : 150 + (i % 7)));

  it("starts at 0, cuts off the first steps of a run, and reports the extremes", () => {
    expect(rangeOf([run], "from-zero")).toEqual({ min: 0, max: 160, above: 550, below: null });
  });

  it("cuts off the first steps at the lower end, too: a critic's first loss is many times the later ones", () => {
    const critic = Float32Array.from({ length: 1000 }, (_, i) => (i < 20 ? -28 + i : -0.5));
    expect(rangeOf([critic], "linear")).toEqual({ min: -0.5, max: 0, above: null, below: -28 });
  });

  it("cuts off nothing if it would gain little", () => {
    const flat = Float32Array.from({ length: 1000 }, (_, i) => (i < 20 ? 813 - i : 742));
    expect(rangeOf([flat], "from-zero")).toEqual({ min: 0, max: 1000, above: null, below: null });
  });

  it("starts above 0 if all later values are far from it, as a reconstruction loss is", () => {
    const settled = Float32Array.from({ length: 1000 }, (_, i) => (i < 20 ? 550 - 15 * i : 150 + 60 * Math.exp(-i / 100)));
    expect(rangeOf([settled], "linear")).toEqual({ min: 140, max: 200, above: 550, below: null });
    const kl = Float32Array.from({ length: 1000 }, (_, i) => 5 + 15 * Math.exp(-i / 100));
    expect(rangeOf([kl], "linear")).toMatchObject({ min: 0, max: 22 });
  });

  it("does not enlarge noise to the whole axis", () => {
    expect(rangeOf([Float32Array.of(552.6)], "linear")).toMatchObject({ min: 540, max: 570 });
  });

  it("never cuts off later values", () => {
    const spiked = run.slice();
    spiked[600] = 900;
    expect(rangeOf([spiked], "from-zero")).toMatchObject({ max: 1000, above: null });
  });

  it("contains everything on a logarithmic scale, and nothing below zero there", () => {
    const range = rangeOf([run, Float32Array.of(-1, 0, 2)], "log");
    expect(range.max).toBeGreaterThan(550);
    expect(range.min).toBeGreaterThan(1);
    expect(range).toMatchObject({ above: null, below: null });
  });

  it("is 0 to 1 without any value", () => expect(rangeOf([], "linear")).toEqual({ min: 0, max: 1, above: null, below: null }));

  it("ends at round numbers", () => expect([1, 1.01, 157, 199, 0.034].map(roundUp)).toEqual([1, 1.2, 160, 200, 0.035]));
});

describe("the table", () => {
  it("has evenly spaced steps with the first and the last", () => {
    const rows = tableRows(record(Float32Array.from({ length: 1000 }, (_, i) => i)), ["a"], 5);
    expect(rows.map((row) => row.step)).toEqual([1, 251, 501, 750, 1000]);
    expect(rows[4]!.values).toEqual([999]);
  });

  it("has at most as many rows as steps", () => {
    expect(tableRows(record([7]), ["a"], 50)).toEqual([{ step: 1, values: [7] }]);
    expect(tableRows(record([]), ["a"], 50)).toEqual([]);
  });
});

it("finds a value by its step", () => {
  expect(valueAt(record([5, 6, 7], 3), "a", 4)).toBe(6);
  expect(valueAt(record([5, 6, 7], 3), "a", 9)).toBeNull();
});
