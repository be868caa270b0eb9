/**
 * States that a run can go back to when a loss is not finite. One is held whenever losses are sent for; once these have come and are
 * finite, it is known to be good, and older ones are let go of. So the first one held is always known to be good.
 */
import type { Step } from "../../core/ids";
import type { CapturedState, Trainer } from "../trainer/trainer";
import { releaseState } from "../step/trainState";

export class GoodStates {
  readonly #trainer: Pick<Trainer, "captureState" | "restore">;
  #states: CapturedState[];

  constructor(trainer: Pick<Trainer, "captureState" | "restore">) {
    this.#trainer = trainer;
    this.#states = [trainer.captureState()];
  }

  /** Holds the present state; whether it is good will be seen. */
  capture(): void {
    this.#states.push(this.#trainer.captureState());
  }

  /** Losses from this step on are finite, so the weights they were computed from, those at this step, are good. */
  discardStatesBefore(firstStep: Step): void {
    while (this.#states.length > 1 && this.#states[1]!.step < firstStep) releaseState(this.#states.shift()!.state);
  }

  /** Lets go of all but the one that is known to be good. */
  discardUnconfirmed(): void {
    this.#states.splice(1).forEach(({ state }) => releaseState(state));
  }

  goBack(): void {
    this.discardUnconfirmed();
    this.#trainer.restore(this.#states[0]!);
    this.#states = [this.#trainer.captureState()];
  }

  /** The trainer has gone on from elsewhere. */
  restart(): void {
    this.dispose();
    this.#states = [this.#trainer.captureState()];
  }

  dispose(): void {
    this.#states.forEach(({ state }) => releaseState(state));
    this.#states = [];
  }
}
