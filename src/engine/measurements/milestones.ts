/**
 * A run as it was at the last of certain steps, for what is measured of these: the ends of epochs, or others. Measurements
 * come when there is time for them; what they find must not depend on that.
 */
import { freeze, type FrozenModelAtStep } from "../step/frozenModel";
import { release } from "../step/weights";
import type { Trainer } from "../trainer/trainer";

type Run = Pick<Trainer, "model" | "specs" | "h" | "step" | "weights" | "stepsPerEpoch">;

export const endsEpoch = ({ step, stepsPerEpoch }: Pick<Run, "step" | "stepsPerEpoch">): boolean => step % stepsPerEpoch === 0;

export class Milestones {
  readonly #run: Run;
  readonly #isMilestone: (run: Run) => boolean;
  #latest: FrozenModelAtStep | null = null;

  /** `isOne`: whether the run stands at one. */
  constructor(run: Run, isOne: (run: Run) => boolean) {
    this.#run = run;
    this.#isMilestone = isOne;
  }

  /** Null before there is one, and while the run is back at a step before it. Its weights last until the next one comes. */
  get latest(): FrozenModelAtStep | null {
    return this.#latest && this.#latest.step <= this.#run.step ? this.#latest : null;
  }

  /** Call it after every step. */
  afterStep(): void {
    if (!this.#isMilestone(this.#run)) return;
    this.dispose();
    this.#latest = { ...freeze(this.#run), step: this.#run.step };
  }

  dispose(): void {
    if (this.#latest) release(this.#latest.weights);
    this.#latest = null;
  }
}
