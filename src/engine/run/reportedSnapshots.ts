/**
 * Withholds a snapshot until the losses up to its step have been reported. Otherwise a run that is resumed from it would have a
 * gap in its loss curve.
 */
import type { Step } from "../../core/run/ids";
import type { Snapshot } from "../../core/run/snapshot";
import type { Slices } from "../scheduling/slices";
import type { Trainer } from "../trainer/trainer";

export class ReportedSnapshots {
  readonly #trainer: Pick<Trainer, "snapshot">;
  readonly #send: (snapshot: Snapshot) => void;
  /** The last step whose losses have been reported. */
  #lastReported: Step;
  #waiting: Snapshot | null = null;
  #last: Snapshot | null = null;

  constructor(trainer: Pick<Trainer, "snapshot" | "step">, send: (snapshot: Snapshot) => void) {
    this.#trainer = trainer;
    this.#send = send;
    this.#lastReported = trainer.step;
  }

  /** The newest snapshot whose losses have been reported, from which the run can be resumed. */
  get last(): Snapshot | null { return this.#last; }

  /** A snapshot was sent as the reply to a command. It is copied, as its arrays are transferred. */
  sentAsReply(snapshot: Snapshot): void {
    if (snapshot.step <= this.#lastReported) this.#last = structuredClone(snapshot);
  }

  /** Takes a snapshot and sends it as soon as its losses have been reported. */
  async *take(): Slices {
    this.#waiting = await this.#trainer.snapshot();
    this.#sendReported();
  }

  /** Losses have been reported up to this step. */
  lossesReported(step: Step): void {
    this.#lastReported = step;
    this.#sendReported();
  }

  /** The run goes back to this snapshot: sends it, and drops one that waits, which belongs to undone steps. */
  goBack(to: Snapshot): void {
    this.#waiting = null;
    this.#lastReported = to.step;
    this.#publish(to);
  }

  #sendReported(): void {
    if (!this.#waiting || this.#waiting.step > this.#lastReported) return;
    this.#publish(this.#waiting);
    this.#waiting = null;
  }

  #publish(snapshot: Snapshot): void {
    this.#last = snapshot;
    this.#send(snapshot);
  }
}
