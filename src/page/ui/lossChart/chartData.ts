/** Reduces the record of every step to the few hundred points that a chart can show. Pure functions. */
import type { Step } from "../../../core/run/ids";
import type { LossRecord, Series } from "../../state/series";
import { createThinnedCurve, type ThinnedCurve } from "./thinnedCurve";

/** The part of `Series` that tables and single values need. */
export type Losses = Pick<Series, "length" | "firstStep" | "values">;

/** Reads the losses of consecutive steps, by column. */
export interface LossReader {
  readonly length: number;
  readonly firstStep: Step;
  /** As long as this value is the same, losses are only added. */
  readonly revision: unknown;
  /** Returns a function of the row, counted from 0, that is valid until losses are added. A loss that does not exist is NaN. */
  values(column: string): (row: number) => number;
}

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

/** Returns the reader of a series or of a record. Columns that only the other run has are NaN. */
export const readerOf = (of: LossRecord & Partial<Pick<Series, "revision">>): LossReader => ({
  length: of.length, firstStep: of.firstStep, revision: of.revision ?? of,
  values(column) {
    const values = of.values(column);
    return (row) => values[row] ?? NaN;
  },
});

/** Returns at most `places` points per curve. Groups have sizes of powers of two, so that their borders stay fixed as the run grows. */
export const curvesOf = (losses: LossReader, columns: readonly string[], places: number, smoothing: number): Curves =>
  createThinning()(losses, columns, places, smoothing);

/**
 * Returns a function like `curvesOf` for a chart that is drawn again and again: it reads only the losses that were added since its last call, unless
 * others have changed.
 */
export function createThinning(): typeof curvesOf {
  let curves: readonly ThinnedCurve[] = [];
  let readWith = "";
  let revision: unknown;
  let reached = 0;
  return (losses, columns, places, smoothing) => {
    const { length, firstStep } = losses;
    const group = length <= places ? 1 : 2 ** Math.ceil(Math.log2((2 * length) / places));
    const block = Math.max(1, group >> 1);
    const readingWith = [...columns, smoothing].join();
    if (revision !== losses.revision || readWith !== readingWith || length < reached || (curves[0]?.block ?? 1) > block) {
      curves = columns.map(() => createThinnedCurve(smoothing));
      revision = losses.revision;
      readWith = readingWith;
    }
    reached = length;
    curves.forEach((curve, k) => {
      while (curve.block < block) curve.mergeBlocks();
      curve.read(losses.values(columns[k]!), length);
    });
    return {
      x: stepsShown(length, firstStep, group),
      raw: curves.map((curve) => (group === 1 ? curve.singles() : curve.extremes())),
      // The raw curve shows the extremes; means keep the smoothed curve a single line, whose dashes remain distinguishable.
      smoothed: smoothing > 0 ? curves.map((curve) => curve.means(group === 1 ? length : 2 * Math.ceil(length / group))) : null,
      last: curves.map((curve) => curve.last),
    };
  };
}

function stepsShown(length: number, firstStep: number, group: number): Float64Array {
  if (group === 1) return Float64Array.from({ length }, (_, i) => firstStep + i);
  const groups = Math.ceil(length / group);
  return Float64Array.from({ length: 2 * groups }, (_, i) =>
    firstStep + Math.min(length - 1, (i >> 1) * group + (i & 1) * (group >> 1)));
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
