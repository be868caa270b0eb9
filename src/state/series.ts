/**
 * The losses of a run, every step of it. Growable typed arrays, one per column; drawing asks for a decimated
 * view, the scripting handle for everything.
 */
import type { Step } from "../core/ids";

export interface Series {
  readonly columns: readonly string[];
  /** Steps recorded; step s (1-based) is at index s - firstStep. */
  readonly length: number;
  readonly firstStep: Step;
  /** Starts over with other columns. */
  restart(columns: readonly string[]): void;
  /** Rows of `columns.length` values. Rows must follow on; a row already present (after a restart from a snapshot) replaces it. */
  append(firstStep: Step, values: Float32Array): void;
  /** All values of a column: a view, valid until the next append. */
  values(column: string): Float32Array;
  /** Called after every change. Returns the way to stop. */
  subscribe(listener: () => void): () => void;
}
