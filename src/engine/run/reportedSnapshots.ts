/**
 * Snapshots that wait until losses are told up to their step: a run that went on from one elsewhere would have a gap in its
 * curve otherwise.
 */
import type { Step } from "../../core/ids";
import type { Snapshot } from "../../core/snapshot";
import type { Slices } from "../scheduling/slices";
import type { Trainer } from "../trainer/trainer";

export class ReportedSnapshots {
  readonly #trainer: Pick<Trainer, "snapshot">;
  readonly #send: (snapshot: Snapshot) => void;
  /** The last step whose losses have been told. */
  #lastReported: Step;
  #waiting: Snapshot | null = null;
  #last: Snapshot | null = null;

  constructor(trainer: Pick<Trainer, "snapshot" | "step">, send: (snapshot: Snapshot) => void) {
    this.#trainer = trainer;
    this.#send = send;
    this.#lastReported = trainer.step;
  }

  /** The newest one whose losses are told: the run can go on from it elsewhere. */
  get last(): Snapshot | null { return this.#last; }

  /** A state that somebody asked for, who keeps what was handed out. */
  handedOut(snapshot: Snapshot): void {
    if (snapshot.step <= this.#lastReported) this.#last = structuredClone(snapshot);
  }

  async *take(): Slices {
    this.#waiting = await this.#trainer.snapshot();
    this.#sendReported();
  }

  /** Losses have been told up to this step. */
  lossesReported(step: Step): void {
    this.#lastReported = step;
    this.#sendReported();
  }

  /** The run goes back to this snapshot; one that waits is of later steps, which are undone. */
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
