/**
 * The losses of a run, every step of it. Growable typed arrays, one per column; drawing asks for a decimated
 * view, the scripting handle for everything.
 */
import { step, type Step } from "../core/ids";

export interface Series {
  readonly columns: readonly string[];
  /** Steps recorded; step s (1-based) is at index s - firstStep. */
  readonly length: number;
  readonly firstStep: Step;
  /** Starts over with other columns. */
  restart(columns: readonly string[]): void;
  /**
   * Rows of `columns.length` values. A row already present (after a restart from a snapshot) is replaced and ends
   * the series; steps that were never reported (their losses died with the worker) are NaN.
   */
  append(firstStep: Step, values: Float32Array): void;
  /** All values of a column: a view, valid until the next append. */
  values(column: string): Float32Array;
  /** Called after every change. Returns the way to stop. */
  subscribe(listener: () => void): () => void;
}

/** Nine epochs of batch 128; doubled when full. */
const FIRST_CAPACITY = 4096;

export function createSeries(): Series {
  let columns: readonly string[] = [];
  let stored: Float32Array<ArrayBuffer>[] = [];
  let length = 0;
  let firstStep = step(1);
  const listeners = new Set<() => void>();
  const changed = () => listeners.forEach((listen) => listen());

  const reserve = (rows: number) => {
    const capacity = stored[0]?.length ?? 0;
    if (rows <= capacity) return;
    const next = Math.max(rows, 2 * capacity, FIRST_CAPACITY);
    stored = stored.map((old) => {
      const grown = new Float32Array(next);
      grown.set(old.subarray(0, length));
      return grown;
    });
  };

  return {
    get columns() { return columns; },
    get length() { return length; },
    get firstStep() { return firstStep; },
    restart(next) {
      columns = next;
      stored = next.map(() => new Float32Array(0));
      length = 0;
      firstStep = step(1);
      changed();
    },
    append(first, values) {
      const rows = values.length / columns.length;
      if (!Number.isInteger(rows)) throw new RangeError(`${values.length} values do not fill rows of ${columns.length}`);
      if (length === 0) firstStep = first;
      const at = first - firstStep;
      if (at < 0) throw new RangeError(`step ${first} is before the series' first, ${firstStep}`);
      reserve(at + rows);
      if (at > length) stored.forEach((column) => column.fill(NaN, length, at));
      stored.forEach((column, c) => {
        for (let row = 0; row < rows; row++) column[at + row] = values[row * columns.length + c]!;
      });
      length = at + rows; // rows after a replaced one belong to a future that did not happen
      changed();
    },
    values(column) {
      return stored[columns.indexOf(column)]?.subarray(0, length) ?? new Float32Array(0);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Points to draw: x in steps, y in the column's unit. */
export interface Decimated {
  readonly steps: readonly number[];
  readonly values: readonly number[];
}

/**
 * At most 2 · `buckets` of the values at steps from … to (both included), values[0] being step `firstStep`: of
 * each bucket its smallest and its largest, in the order in which they came. Means would draw a noisy loss
 * calmer than it is, and the calmer the longer it runs; extremes keep every spike and the true width of the
 * noise, at whatever zoom. For a calm curve there is `smooth`, which says what it does. Values that are not
 * finite are left out.
 */
export function decimate(values: ArrayLike<number>, firstStep: number, from: number, to: number, buckets: number): Decimated {
  const start = Math.max(0, Math.ceil(from) - firstStep);
  const end = Math.min(values.length, Math.floor(to) - firstStep + 1);
  const count = Math.max(0, end - start);
  const steps: number[] = [];
  const kept: number[] = [];
  const keep = (index: number) => {
    steps.push(firstStep + index);
    kept.push(values[index]!);
  };
  const whole = count <= 2 * buckets;
  const parts = whole ? count : buckets;
  for (let part = 0; part < parts; part++) {
    const [low, high] = extremes(values, start + Math.floor((part * count) / parts), start + Math.floor(((part + 1) * count) / parts));
    if (low < 0) continue;
    keep(Math.min(low, high));
    if (low !== high) keep(Math.max(low, high));
  }
  return { steps, values: kept };
}

/** Indices of the smallest and the largest finite value in [from, to); -1 where there is none. */
function extremes(values: ArrayLike<number>, from: number, to: number): readonly [number, number] {
  let low = -1;
  let high = -1;
  for (let i = from; i < to; i++) {
    const value = values[i]!;
    if (!Number.isFinite(value)) continue;
    if (low < 0 || value < values[low]!) low = i;
    if (high < 0 || value > values[high]!) high = i;
  }
  return [low, high];
}

/**
 * Exponential moving average, factor in [0,1): 0 leaves the values as they are, 0.99 looks back over about a
 * hundred. Divided by 1 − factorⁿ, so that it does not start out near zero (as Adam's moments, Kingma & Ba 2015,
 * §3). Values that are not finite do not enter, and the average holds over them.
 */
export function smooth(values: ArrayLike<number>, factor: number): Float32Array<ArrayBuffer> {
  const out = new Float32Array(values.length);
  let average = 0;
  let weight = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (Number.isFinite(value)) {
      average = factor * average + (1 - factor) * value;
      weight = factor * weight + (1 - factor);
    }
    out[i] = weight > 0 ? average / weight : value;
  }
  return out;
}
