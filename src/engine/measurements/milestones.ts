/**
 * A run as it was at the last of certain steps, for what is measured of these: the ends of epochs, or others. Measurements
 * come when there is time for them; what they find must not depend on that.
 */
import type { Step } from "../../core/ids";
import type { Still } from "../pictures/pictures";
import type { Trainer } from "../trainer/trainer";
import { release, retain } from "../step/weights";

/** Whoever needs its weights longer than until the next one retains them. */
export interface Milestone extends Still {
  readonly step: Step;
}

type Run = Pick<Trainer, "model" | "specs" | "h" | "step" | "weights" | "stepsPerEpoch">;

export const endsEpoch = ({ step, stepsPerEpoch }: Pick<Run, "step" | "stepsPerEpoch">): boolean => step % stepsPerEpoch === 0;

export class Milestones {
  readonly #run: Run;
  readonly #isOne: (run: Run) => boolean;
  #latest: Milestone | null = null;

  /** `isOne`: whether the run stands at one. */
  constructor(run: Run, isOne: (run: Run) => boolean) {
    this.#run = run;
    this.#isOne = isOne;
  }

  /** Null before there is one, and while the run is back at a step before it. */
  get latest(): Milestone | null {
    return this.#latest && this.#latest.step <= this.#run.step ? this.#latest : null;
  }

  /** Call it after every step. */
  look(): void {
    if (!this.#isOne(this.#run)) return;
    const { model, specs, h, step } = this.#run;
    this.dispose();
    this.#latest = { model, specs, h, step, weights: retain(this.#run.weights) };
  }

  dispose(): void {
    if (this.#latest) release(this.#latest.weights);
    this.#latest = null;
  }
}
