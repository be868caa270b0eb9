/**
 * The states of a run, in full precision, that any earlier step is reached from by training again. They are spaced evenly by steps, since
 * training takes as long for each: where there are too many, every second one is let go of, and the gaps become twice as wide.
 */
import type { Step } from "../../core/ids";
import type { Snapshot } from "../../core/snapshot";

/** Steps. Fewer are trained again at once. */
const FIRST_GAP = 50;

export class FullStates {
  readonly #maxStates: number;
  #states: readonly Snapshot[];
  #gap: number;

  /** `numbers`: how many a state holds; `budget`: bytes for all of them. At least one is kept. */
  constructor(numbers: number, budget: number, kept: readonly Snapshot[] = [], gap = FIRST_GAP) {
    this.#maxStates = Math.max(1, Math.floor(budget / (numbers * Float32Array.BYTES_PER_ELEMENT)));
    this.#states = kept;
    this.#gap = gap;
  }

  get gap(): number { return this.#gap; }

  /** `start`: the step at which the run began. */
  isDue(step: Step, start: Step): boolean {
    return step - (this.#states.at(-1)?.step ?? start) >= this.#gap;
  }

  /** Later ones than this are of a run that has gone back. */
  add(state: Snapshot): void {
    const all = [...this.upTo(state.step).filter(({ step }) => step < state.step), state];
    this.#states = all.length > this.#maxStates ? all.filter((_, i) => i % 2 === 1) : all;
    if (all.length > this.#maxStates) this.#gap *= 2;
  }

  /** Forgets what is later than this step. */
  discardAfter(step: Step): void {
    this.#states = this.upTo(step);
  }

  /** Those of the run up to this step. */
  upTo(step: Step): readonly Snapshot[] {
    return this.#states.filter((one) => one.step <= step);
  }
}
