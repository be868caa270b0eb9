/**
 * The losses of every step of a run, in one growable typed array per column. The chart draws a subset
 * (`ui/lossChart/chartData.ts`); the scripting handle returns everything.
 */
import { createListeners } from "../../core/listeners";
import { step, type Step } from "../../core/run/ids";
import type { RunConfig } from "../../core/run/runConfig";

/** Losses that do not change any more. */
export interface LossRecord {
  readonly columns: readonly string[];
  readonly length: number;
  readonly firstStep: Step;
  /** Returns all values of a column, [length]; empty if there is no such column. */
  values(column: string): Float32Array;
}

/** Returns the record up to this step, as views. */
export function recordUpTo({ columns, firstStep, length, values }: LossRecord, at: Step): LossRecord {
  const rows = Math.max(0, Math.min(length, at - firstStep + 1));
  return { columns, firstStep, length: rows, values: (column) => values(column).subarray(0, rows) };
}

/** The run before the current one, for comparison. */
export interface PreviousRun {
  readonly losses: LossRecord;
  readonly begun: RunConfig;
}

export interface Series {
  readonly columns: readonly string[];
  /** The number of recorded steps; step s (1-based) is at index s - firstStep. */
  readonly length: number;
  readonly firstStep: Step;
  /** Changes whenever recorded rows are replaced or removed; stays while rows are only added. */
  readonly revision: number;
  readonly before: PreviousRun | null;
  /** Begins again, empty or after the end of the record `from`, which must have these columns. */
  restart(columns: readonly string[], options?: { readonly from?: LossRecord | null; readonly before?: PreviousRun | null }): void;
  /** Makes this run the one for comparison. */
  showBefore(run: PreviousRun): void;
  /** Returns all losses as they are now; they are not copied unless rows are replaced later. */
  record(): LossRecord;
  /**
   * Appends rows of `columns.length` values. A row already present (after a restart from a snapshot) is replaced and ends
   * the series; steps that were never reported, as their worker was lost, are NaN. Throws a RangeError for incomplete rows and for
   * steps before the first.
   */
  append(firstStep: Step, values: Float32Array): void;
  /** Removes the steps after this one. */
  cut(lastStep: Step): void;
  /** The newest row by column; empty if there is none. */
  readonly last: Readonly<Record<string, number>>;
  /** Returns all values of a column, [length], as a view that is valid until the next append. */
  values(column: string): Float32Array;
  /** Calls the listener after every change. Returns a function that stops it. */
  subscribe(listener: () => void): () => void;
}

/** The initial capacity: nine epochs of batch 128. It grows by a half when it is full. */
const FIRST_CAPACITY = 4096;

/** Returns an empty series. */
export function createSeries(): Series {
  let columns: readonly string[] = [];
  let stored: Float32Array<ArrayBuffer>[] = [];
  let length = 0;
  let firstStep = step(1);
  let revision = 0;
  /** Records refer to this many rows of `stored`. */
  let recorded = 0;
  let before: PreviousRun | null = null;
  const { add: subscribe, call: changed } = createListeners();

  const reserve = (rows: number) => {
    const capacity = stored[0]?.length ?? 0;
    if (rows <= capacity) return;
    const next = Math.max(rows, Math.ceil(1.5 * capacity), FIRST_CAPACITY);
    stored = stored.map((old) => {
      const grown = new Float32Array(next);
      grown.set(old.subarray(0, length));
      return grown;
    });
  };

  /** Ends the series before row `at`. */
  const cutAt = (at: number) => {
    if (at >= length) return;
    length = at;
    revision++;
    if (at >= recorded) return;
    stored = stored.map((column) => column.slice()); // records keep the rows that will be replaced
    recorded = 0;
  };

  return {
    get columns() { return columns; },
    get length() { return length; },
    get firstStep() { return firstStep; },
    get revision() { return revision; },
    get before() { return before; },
    restart(next, options = {}) {
      const { from } = options;
      columns = next;
      stored = next.map((column) => Float32Array.from(from?.values(column) ?? []));
      revision++;
      recorded = 0;
      length = from?.length ?? 0;
      firstStep = from?.firstStep ?? step(1);
      before = options.before ?? null;
      changed();
    },
    showBefore(run) {
      before = run;
      changed();
    },
    record() {
      const views = new Map(columns.map((column, c) => [column, stored[c]!.subarray(0, length)]));
      recorded = length;
      return { columns, length, firstStep, values: (column) => views.get(column) ?? new Float32Array(0) };
    },
    append(first, values) {
      const rows = values.length / columns.length;
      if (!Number.isInteger(rows)) throw new RangeError(`${values.length} values do not fill rows of ${columns.length}`);
      if (length === 0) firstStep = first;
      const at = first - firstStep;
      if (at < 0) throw new RangeError(`step ${first} is before the series' first, ${firstStep}`);
      cutAt(at); // rows after a replaced one belonged to steps that were undone
      reserve(at + rows);
      if (at > length) stored.forEach((column) => column.fill(NaN, length, at));
      stored.forEach((column, c) => {
        for (let row = 0; row < rows; row++) column[at + row] = values[row * columns.length + c]!;
      });
      length = at + rows;
      changed();
    },
    cut(lastStep) {
      cutAt(Math.max(0, lastStep - firstStep + 1));
      changed();
    },
    get last() {
      return length === 0 ? {} : Object.fromEntries(columns.map((column, c) => [column, stored[c]![length - 1]!]));
    },
    values(column) {
      return stored[columns.indexOf(column)]?.subarray(0, length) ?? new Float32Array(0);
    },
    subscribe,
  };
}
