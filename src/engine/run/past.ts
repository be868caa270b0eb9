/**
 * What a run keeps of its past: keyframes to look at, and states to go on from. A run that begins at a step of another one has its past
 * up to there.
 */
import type { Step } from "../../core/ids";
import { sizeOf } from "../../core/parameters";
import type { SavedHistory, HistoryUpdate, HistoryRequest } from "../../core/past";
import type { Snapshot } from "../../core/snapshot";
import { stateShapes } from "../step/trainState";
import { parametersOf, type NetworkSpecs } from "../step/weights";
import { FullStates } from "./fullStates";
import { Keyframes } from "./keyframes";

/** Of memory, in all. */
const BUDGET_BYTES = 64 * 2 ** 20;

const numbersIn = (shapes: readonly (readonly number[])[]) => shapes.reduce((sum, shape) => sum + sizeOf(shape), 0);

export class Past {
  readonly keyframes: Keyframes;
  readonly states: FullStates;
  /** Where it begins; null: at step 0, with weights drawn from the seed. */
  start: Snapshot | null;

  /** `from`: of a run that this one has the past of, up to its own start. */
  constructor(specs: NetworkSpecs, start: Snapshot | null, from: Past | null = null) {
    this.start = from ? from.start : start;
    const [keyframes, states] = from && start ? [from.keyframes.upTo(start.step), [...from.states.upTo(start.step)]] : [[], []];
    this.keyframes = new Keyframes(numbersIn(parametersOf(specs).map(({ shape }) => shape)), BUDGET_BYTES / 2, keyframes);
    this.states = new FullStates(numbersIn(Object.values(stateShapes(specs))), BUDGET_BYTES / 2, states, from?.states.gap);
    if (from && start) this.states.keep(start);
  }

  /** The run was kept elsewhere, and has gone on here from its last state: this is what it had before. */
  adopt({ start, keyframes }: SavedHistory): void {
    this.start = start;
    this.keyframes.adopt(keyframes);
  }

  /** For whoever keeps the run. */
  news({ had, upTo, most }: HistoryRequest): HistoryUpdate {
    const all = this.keyframes.upTo(upTo);
    const missing = all.filter(({ step }) => !had.keyframes.includes(step));
    const every = Math.max(1, Math.ceil(missing.reduce((sum, { halves }) => sum + halves.byteLength, 0) / most));
    return {
      steps: all.map(({ step }) => step),
      start: this.start?.step === had.start ? undefined : this.start,
      keyframes: missing.filter((_, i) => i % every === 0),
    };
  }

  /** The run has gone back to this step. */
  cut(step: Step): void {
    this.keyframes.cut(step);
    this.states.cut(step);
  }

  /** The last state up to this step; null: where the run began. */
  stateBefore(step: Step): Snapshot | null {
    return this.states.upTo(step).at(-1) ?? this.start;
  }
}
