/**
 * Full-precision states of a run: any earlier step can be recomputed by training again from the state before it. They are evenly
 * spaced, since each step takes equally long: when there are too many, every second one is discarded and the gap doubles.
 */
import type { Step } from "../../core/run/ids";
import { snapshotBytes, type Snapshot } from "../../core/run/snapshot";

/** Steps between the first states; so few are quickly trained again. */
const FIRST_GAP = 50;

export class FullStates {
  readonly #maxStates: number;
  #states: readonly Snapshot[];
  #gap: number;

  /** `numbers`: float32 values in a state; `budget`: bytes for all states. At least one is stored. */
  constructor(numbers: number, budget: number, kept: readonly Snapshot[] = [], gap = FIRST_GAP) {
    this.#maxStates = Math.max(1, Math.floor(budget / (numbers * Float32Array.BYTES_PER_ELEMENT)));
    this.#states = kept;
    this.#gap = gap;
  }

  get gap(): number { return this.#gap; }

  get bytes(): number { return this.#states.reduce((sum, state) => sum + snapshotBytes(state), 0); }

  /** Returns whether the run at `step` should be stored. `start`: the step at which it began. */
  isDue(step: Step, start: Step): boolean {
    return step - (this.#states.at(-1)?.step ?? start) >= this.#gap;
  }

  /** Stores a state. Later ones are discarded, because the run has gone back since. */
  add(state: Snapshot): void {
    const all = [...this.upTo(state.step).filter(({ step }) => step < state.step), state];
    this.#states = all.length > this.#maxStates ? all.filter((_, i) => i % 2 === 1) : all;
    if (all.length > this.#maxStates) this.#gap *= 2;
  }

  /** Discards the states after this step. */
  discardAfter(step: Step): void {
    this.#states = this.upTo(step);
  }

  /** The states up to and including this step. */
  upTo(step: Step): readonly Snapshot[] {
    return this.#states.filter((one) => one.step <= step);
  }
}
