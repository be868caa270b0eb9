/**
 * A run's history: keyframes to show, and full states to train from. A run that was forked from another one has that run's
 * history up to the fork.
 */
import { step as toStep, type Step } from "../../core/run/ids";
import { sizeOf } from "../../core/model/parameters";
import type { SavedHistory, HistoryUpdate, HistoryRequest } from "../../core/run/past";
import { snapshotBytes, type Snapshot } from "../../core/run/snapshot";
import { stateShapes } from "../step/trainState";
import { parametersOf, type NetworkSpecs } from "../step/weights";
import { FullStates } from "./fullStates";
import { Keyframes } from "./keyframes";

/** Memory for the whole history. */
const BUDGET_BYTES = 64 * 2 ** 20;

const elementsIn = (shapes: readonly (readonly number[])[]) => shapes.reduce((sum, shape) => sum + sizeOf(shape), 0);

export class Past {
  readonly keyframes: Keyframes;
  readonly states: FullStates;
  /** The state at which the run begins; null: step 0, with weights drawn from the seed. */
  start: Snapshot | null;
  /** The state with which a saved run was resumed here, later than its start. */
  #resumed: Snapshot | null = null;
  /** A state shortly before the step that was recomputed last, from which the steps around it are soon recomputed. */
  #nearby: Snapshot | null = null;

  /** `from`: the history of the run that this one was forked from at `start`. */
  constructor(specs: NetworkSpecs, start: Snapshot | null, from: Past | null = null) {
    this.start = from ? from.start : start;
    const [keyframes, states] = from && start ? [from.keyframes.upTo(start.step), [...from.states.upTo(start.step)]] : [[], []];
    this.keyframes = new Keyframes(elementsIn(parametersOf(specs).map(({ shape }) => shape)), BUDGET_BYTES / 2, keyframes);
    this.states = new FullStates(elementsIn(Object.values(stateShapes(specs))), BUDGET_BYTES / 2, states, from?.states.gap);
    if (from && start) {
      this.states.add(start);
      this.#resumed = from.#resumed && from.#resumed.step <= start.step ? from.#resumed : null;
    }
  }

  /** The size of everything here. */
  get bytes(): number {
    const others = [...new Set([this.start, this.#resumed, this.#nearby])].filter((state) => state !== null);
    return this.keyframes.bytes + this.states.bytes + others.reduce((sum, state) => sum + snapshotBytes(state), 0);
  }

  /** Adds the history of a saved run that was resumed here from its last state. */
  adopt({ start, keyframes }: SavedHistory): void {
    if (this.start && this.start.step > (start?.step ?? 0)) this.#resumed = this.start;
    this.start = start;
    this.keyframes.adopt(keyframes);
  }

  /** The part of the history that the page has not saved yet. If it exceeds `most` bytes, evenly spaced keyframes are left out. */
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

  /** Discards everything after this step, to which the run has gone back. */
  discardAfter(step: Step): void {
    this.keyframes.discardAfter(step);
    this.states.discardAfter(step);
    if (this.#nearby && this.#nearby.step > step) this.#nearby = null;
    if (this.#resumed && this.#resumed.step > step) this.#resumed = null;
  }

  /** The step nearest to this one that the run, which is at step `last`, has made. */
  nearestMade(step: Step, last: Step): Step {
    return toStep(Math.max(this.start?.step ?? 0, Math.min(step, last)));
  }

  /** Stores this recomputed state in place of the previous one. */
  addNearby(state: Snapshot): void {
    this.#nearby = state;
  }

  /** The last state up to this step; null: the start of a run that began at step 0. */
  stateBefore(step: Step): Snapshot | null {
    const states = [this.start, this.#resumed, this.#nearby, this.states.upTo(step).at(-1) ?? null];
    return states.reduce((last, state) => (state && state.step <= step && state.step > (last?.step ?? 0) ? state : last), null);
  }
}
