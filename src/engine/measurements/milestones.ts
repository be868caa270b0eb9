/**
 * Freezes a run at certain steps, such as the ends of epochs, for measurements. These run when there is time for them, and their
 * results must not depend on when.
 */
import { freeze, type FrozenModelAtStep } from "../step/frozenModel";
import { release } from "../step/weights";
import type { Trainer } from "../trainer/trainer";

type Run = Pick<Trainer, "model" | "specs" | "h" | "step" | "weights" | "stepsPerEpoch">;

/** Returns whether the run's current step ends an epoch. */
export const endsEpoch = ({ step, stepsPerEpoch }: Pick<Run, "step" | "stepsPerEpoch">): boolean => step % stepsPerEpoch === 0;

export class Milestones {
  readonly #run: Run;
  readonly #isMilestone: (run: Run) => boolean;
  #latest: FrozenModelAtStep | null = null;

  /** `isMilestone`: whether the run is at such a step. */
  constructor(run: Run, isMilestone: (run: Run) => boolean) {
    this.#run = run;
    this.#isMilestone = isMilestone;
  }

  /** The last milestone; null if there is none, or the run has gone back to before it. Its weights stay valid until the next milestone. */
  get latest(): FrozenModelAtStep | null {
    return this.#latest && this.#latest.step <= this.#run.step ? this.#latest : null;
  }

  /** Freezes the run if it is at a milestone. Call it after every step. */
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
