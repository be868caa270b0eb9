/**
 * States that a run can go back to when a loss is not finite. One is held whenever losses are sent for; once these have come and are
 * finite, it is known to be good, and older ones are let go of. So the first one held is always known to be good.
 */
import type { Step } from "../../core/ids";
import type { Held, Trainer } from "../trainer/trainer";
import { releaseState } from "../step/trainState";

export class GoodStates {
  readonly #trainer: Pick<Trainer, "hold" | "restore">;
  #held: Held[];

  constructor(trainer: Pick<Trainer, "hold" | "restore">) {
    this.#trainer = trainer;
    this.#held = [trainer.hold()];
  }

  /** Holds the present state; whether it is good will be seen. */
  hold(): void {
    this.#held.push(this.#trainer.hold());
  }

  /** Losses from this step on are finite, so the weights they were computed from, those at this step, are good. */
  vouchFor(firstStep: Step): void {
    while (this.#held.length > 1 && this.#held[1]!.step < firstStep) releaseState(this.#held.shift()!.state);
  }

  /** Lets go of all but the one that is known to be good. */
  settle(): void {
    this.#held.splice(1).forEach(({ state }) => releaseState(state));
  }

  goBack(): void {
    this.settle();
    this.#trainer.restore(this.#held[0]!);
    this.#held = [this.#trainer.hold()];
  }

  /** The trainer has gone on from elsewhere. */
  restart(): void {
    this.dispose();
    this.#held = [this.#trainer.hold()];
  }

  dispose(): void {
    this.#held.forEach(({ state }) => releaseState(state));
    this.#held = [];
  }
}
