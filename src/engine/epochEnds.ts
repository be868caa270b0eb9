/**
 * A run as it was when its last epoch ended, for what is measured after each epoch. Measurements come when there is time
 * for them; what they find must not depend on that.
 */
import type { Step } from "../core/ids";
import type { Still } from "./pictures";
import type { Trainer } from "./trainer";
import { release, retain } from "./weights";

/** Whoever needs its weights longer than until the next one retains them. */
export interface EpochEnd extends Still {
  readonly step: Step;
}

type Run = Pick<Trainer, "model" | "specs" | "h" | "step" | "weights" | "stepsPerEpoch">;

export class EpochEnds {
  readonly #run: Run;
  #latest: EpochEnd | null = null;

  constructor(run: Run) {
    this.#run = run;
  }

  /** Null before there is one, and while the run is back at a step before it. */
  get latest(): EpochEnd | null {
    return this.#latest && this.#latest.step <= this.#run.step ? this.#latest : null;
  }

  /** Call it after every step. */
  look(): void {
    const { model, specs, h, step, stepsPerEpoch } = this.#run;
    if (step % stepsPerEpoch !== 0) return;
    this.dispose();
    this.#latest = { model, specs, h, step, weights: retain(this.#run.weights) };
  }

  dispose(): void {
    if (this.#latest) release(this.#latest.weights);
    this.#latest = null;
  }
}
