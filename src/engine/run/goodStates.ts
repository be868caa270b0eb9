/**
 * States to which a run can return when a loss is not finite. A state is captured whenever losses are read back; once these have
 * arrived and are finite, the state is confirmed and older ones are released. So the first state is always a confirmed one.
 */
import type { Step } from "../../core/run/ids";
import type { CapturedState, Trainer } from "../trainer/trainer";
import { releaseState } from "../step/trainState";

export class GoodStates {
  readonly #trainer: Pick<Trainer, "captureState" | "restore">;
  #states: CapturedState[];

  constructor(trainer: Pick<Trainer, "captureState" | "restore">) {
    this.#trainer = trainer;
    this.#states = [trainer.captureState()];
  }

  /** Captures the current state, as unconfirmed. */
  capture(): void {
    this.#states.push(this.#trainer.captureState());
  }

  /** Losses from `firstStep` on are finite: confirms the newest state before it and releases older ones. */
  confirmUpTo(firstStep: Step): void {
    while (this.#states.length > 1 && this.#states[1]!.step < firstStep) releaseState(this.#states.shift()!.state);
  }

  /** Releases all states but the confirmed one. */
  discardUnconfirmed(): void {
    this.#states.splice(1).forEach(({ state }) => releaseState(state));
  }

  /** Restores the trainer to the confirmed state. */
  goBack(): void {
    this.discardUnconfirmed();
    this.#trainer.restore(this.#states[0]!);
    this.#states = [this.#trainer.captureState()];
  }

  /** Starts over from the trainer's current state, which other code has set. */
  restart(): void {
    this.dispose();
    this.#states = [this.#trainer.captureState()];
  }

  dispose(): void {
    this.#states.forEach(({ state }) => releaseState(state));
    this.#states = [];
  }
}
