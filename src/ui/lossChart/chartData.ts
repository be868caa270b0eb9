/** Reduces the record of every step to the few hundred points that a chart can show. Pure functions. */
import { step } from "../../core/run/ids";
import { smooth, type Series } from "../../state/series";

/** The part of `Series` that the chart needs. */
export type Losses = Pick<Series, "length" | "firstStep" | "values">;

/** Points of curves, thinned to the chart's resolution. */
export interface Curves {
  /** Steps. Each group of merged steps has two entries. */
  readonly x: Float64Array;
  /** By column: every value, or the smallest and the largest of each group in temporal order. */
  readonly raw: readonly Float32Array[];
  /** By column: the smoothed values at the same entries; null if smoothing is off. */
  readonly smoothed: readonly Float32Array[] | null;
  /** By column: the loss of the last step, which the equation shows; NaN: there is none. */
  readonly last: readonly number[];
}

/** Returns the series with NaN for columns that only the other run has. */
export const withGaps = (series: Pick<Series, "columns" | "length" | "firstStep" | "values">): Losses => ({
  length: series.length, firstStep: series.firstStep,
  values: (column) => (series.columns.includes(column) ? series.values(column) : new Float32Array(series.length).fill(NaN)),
});

/** Returns B − A at the steps of both runs. */
export function differenceOf(a: Losses, b: Losses, column: string): Losses {
  const first = step(Math.max(a.firstStep, b.firstStep));
  const length = Math.max(0, Math.min(a.firstStep + a.length, b.firstStep + b.length) - first);
  const [from, to] = [a.values(column).subarray(first - a.firstStep), b.values(column).subarray(first - b.firstStep)];
  const values = Float32Array.from({ length }, (_, i) => to[i]! - from[i]!);
  return { length, firstStep: first, values: () => values };
}

/** Returns at most `places` points per curve. Groups have sizes of powers of two, so that their borders stay fixed as the run grows. */
export function curvesOf(losses: Losses, columns: readonly string[], places: number, smoothing: number): Curves {
  const { length, firstStep } = losses;
  const group = length <= places ? 1 : 2 ** Math.ceil(Math.log2((2 * length) / places));
  const x = stepsShown(length, firstStep, group);
  const all = columns.map((column) => losses.values(column));
  return {
    x,
    raw: all.map((values) => (group === 1 ? values.slice() : extremes(values, group))),
    // The raw curve shows the extremes; means keep the smoothed curve a single line, whose dashes remain distinguishable.
    smoothed: smoothing > 0
      ? all.map((values) => (group === 1 ? smooth(values, smoothing) : means(smooth(values, smoothing), group >> 1)))
      : null,
    last: all.map((values) => values[length - 1] ?? NaN),
  };
}

function means(values: Float32Array, group: number): Float32Array {
  const out = new Float32Array(2 * Math.ceil(values.length / (2 * group)));
  for (let g = 0; g < out.length; g++) {
    const first = Math.min(values.length - 1, g * group);
    const end = Math.min(values.length, first + group);
    let sum = 0;
    for (let i = first; i < end; i++) sum += values[i]!;
    out[g] = sum / (end - first);
  }
  return out;
}

function stepsShown(length: number, firstStep: number, group: number): Float64Array {
  if (group === 1) return Float64Array.from({ length }, (_, i) => firstStep + i);
  const groups = Math.ceil(length / group);
  return Float64Array.from({ length: 2 * groups }, (_, i) =>
    firstStep + Math.min(length - 1, (i >> 1) * group + (i & 1) * (group >> 1)));
}

/** The smallest and the largest finite value of each group; NaN for a group without any. */
function extremes(values: Float32Array, group: number): Float32Array {
  const groups = Math.ceil(values.length / group);
  const out = new Float32Array(2 * groups).fill(NaN);
  for (let g = 0; g < groups; g++) {
    const end = Math.min(values.length, (g + 1) * group);
    let low = -1;
    let high = -1;
    for (let i = g * group; i < end; i++) {
      const value = values[i]!;
      if (!Number.isFinite(value)) continue;
      if (low < 0 || value < values[low]!) low = i;
      if (high < 0 || value > values[high]!) high = i;
    }
    if (low < 0) continue;
    out[2 * g] = values[Math.min(low, high)]!;
    out[2 * g + 1] = values[Math.max(low, high)]!;
  }
  return out;
}

/** The vertical axis: its ends, and extremes beyond them. */
export interface Range {
  readonly min: number;
  readonly max: number;
  /** The overall maximum, if it lies above `max`. */
  readonly above: number | null;
  /** The overall minimum, if it lies below `min`. */
  readonly below: number | null;
}

/** The share of a run, from its start, that may be cut off, because the first losses are many times the later ones. */
const SHARE_CUT_OFF = 0.03;
/** With fewer points than this nothing is cut off. */
const CUT_OFF_FROM = 60;
/** The axis is cut off only if it would otherwise be longer by this factor. */
const WORTH_CUTTING = 1.3;
/** A linear axis starts above 0 if all later values exceed this share of the largest one. */
const FAR_FROM_ZERO = 0.6;

/** How an axis is scaled. "from-zero" is linear and contains 0; "linear" may start above it. */
export type AxisScale = "linear" | "from-zero" | "log";

/**
 * Returns the limits of the vertical axis. Linear axes end at a round number above all but the first steps. They start at 0, or at a round
 * number below all but the first steps if some are negative or all are far above 0. Logarithmic axes contain all values.
 */
export function rangeOf(curves: readonly Float32Array[], scale: AxisScale): Range {
  const log = scale === "log";
  let highest = -Infinity;
  let lowest = Infinity;
  let top = 0;
  let bottom = 0;
  let least = Infinity;
  for (const curve of curves) {
    const counted = curve.length < CUT_OFF_FROM ? 0 : Math.ceil(curve.length * SHARE_CUT_OFF);
    curve.forEach((value, k) => {
      if (!Number.isFinite(value) || (log && value <= 0)) return;
      highest = Math.max(highest, value);
      lowest = Math.min(lowest, value);
      if (k < counted) return;
      top = Math.max(top, value);
      bottom = Math.min(bottom, value);
      least = Math.min(least, value);
    });
  }
  if (highest === -Infinity) return { min: log ? 0.1 : 0, max: 1, ...NOT_CUT };
  if (log) return { min: lowest / 1.3, max: Math.max(highest, lowest * 2) * 1.1, ...NOT_CUT };
  const height = WORTH_CUTTING * (top - bottom);
  if (highest - bottom <= height) top = Math.max(top, highest);
  if (top - lowest <= height) bottom = Math.min(bottom, lowest);
  if (scale === "linear" && least > FAR_FROM_ZERO * top) {
    const room = Math.max(ROOM * (top - least), ROOM_OF_LARGEST * top);
    const { min, max } = roundEnds(least - room, top + room);
    return { min, max, above: highest > max ? highest : null, below: lowest < min ? lowest : null };
  }
  const [min, max] = [bottom < 0 ? -roundUp(-bottom) : 0, top > 0 ? roundUp(top * 1.02) : 0];
  if (min === max) return { min: 0, max: 1e-6, ...NOT_CUT };
  return { min, max, above: highest > max ? highest : null, below: lowest < min ? lowest : null };
}

/** Free space above and below the curves on an axis that does not start at 0, as a share of their height. */
const ROOM = 0.05;
/** The least free space as a share of the largest value, so that noise does not fill the axis. */
const ROOM_OF_LARGEST = 0.02;

/** Returns round numbers around both ends. */
function roundEnds(from: number, to: number): { readonly min: number; readonly max: number } {
  const height = to - from;
  const unit = 10 ** Math.floor(Math.log10(height / 2));
  const step = unit * [1, 2, 5].findLast((one) => one * unit <= height / 2)!;
  return { min: Math.floor(from / step + 1e-9) * step, max: Math.ceil(to / step - 1e-9) * step };
}

/** Nothing is cut off. */
const NOT_CUT = { above: null, below: null };

const ROUND = [1, 1.2, 1.4, 1.6, 1.8, 2, 2.2, 2.5, 3, 3.5, 4, 5, 6, 7, 8, 10];

/** Rounds up to one of a few round numbers, so that the axis stays fixed while values fluctuate. */
export function roundUp(value: number): number {
  const unit = 10 ** Math.floor(Math.log10(value));
  return (ROUND.find((r) => r * unit >= value * (1 - 1e-12)) ?? 10) * unit;
}

/** One step with the values of all columns. */
export interface TableRow {
  readonly step: number;
  readonly values: readonly (number | null)[];
}

/** Returns evenly spaced steps, including the first and the last. */
export function tableRows(losses: Losses, columns: readonly string[], atMost: number): readonly TableRow[] {
  const { length, firstStep } = losses;
  const rows = Math.min(length, atMost);
  const all = columns.map((column) => losses.values(column));
  return Array.from({ length: rows }, (_, k) => {
    const index = rows === 1 ? 0 : Math.round((k * (length - 1)) / (rows - 1));
    return { step: firstStep + index, values: all.map((values) => values[index] ?? null) };
  });
}

/** Returns a column's value at a step; null if there is none. */
export function valueAt(losses: Losses, column: string, step: number): number | null {
  return losses.values(column)[step - losses.firstStep] ?? null;
}
