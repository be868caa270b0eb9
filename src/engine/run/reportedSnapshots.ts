/**
 * Withholds snapshots until the losses up to their steps have been reported. Otherwise a run that is resumed from one would have a
 * gap in its loss curve.
 */
import type { Step } from "../../core/run/ids";
import type { Snapshot } from "../../core/run/snapshot";
import type { Slices } from "../scheduling/slices";
import type { Trainer } from "../trainer/trainer";

export class ReportedSnapshots {
  readonly #trainer: Pick<Trainer, "snapshot" | "step">;
  readonly #send: (snapshot: Snapshot) => void;
  /** The last step whose losses have been reported. */
  #lastReported: Step;
  #waiting: Snapshot | null = null;
  #listeners: { readonly step: Step; readonly resolve: (isReported: boolean) => void }[] = [];
  #last: Snapshot | null = null;
  /** How often the run may have gone back. */
  #timesUndone = 0;

  constructor(trainer: Pick<Trainer, "snapshot" | "step">, send: (snapshot: Snapshot) => void) {
    this.#trainer = trainer;
    this.#send = send;
    this.#lastReported = trainer.step;
  }

  /** The newest snapshot whose losses have been reported, from which the run can be resumed. */
  get last(): Snapshot | null { return this.#last; }

  /** Resolves to a snapshot for the reply to a command, as soon as its losses have been reported. */
  async requested(): Promise<Snapshot> {
    for (;;) {
      const snapshot = await this.#read();
      if (!(await this.#whenReported(snapshot.step))) continue; // the run has gone back meanwhile
      this.#last = structuredClone(snapshot); // the reply transfers the arrays
      return snapshot;
    }
  }

  /** Takes a snapshot and sends it as soon as its losses have been reported. */
  async *take(): Slices {
    await this.#takeNow();
  }

  async #takeNow(): Promise<void> {
    this.#waiting = await this.#read();
    this.#sendReported();
  }

  /** Reads the state again if the run may have gone back meanwhile. */
  async #read(): Promise<Snapshot> {
    for (;;) {
      const undone = this.#timesUndone;
      const snapshot = await this.#trainer.snapshot();
      if (undone === this.#timesUndone) return snapshot;
    }
  }

  /** Losses have been reported up to this step. */
  lossesReported(step: Step): void {
    this.#lastReported = step;
    this.#settleListeners((listener) => listener.step <= step, true);
    this.#sendReported();
  }

  /** The run goes back to this snapshot: sends it, and drops those that wait, which belong to undone steps. */
  goBack(to: Snapshot): void {
    this.#publish(to);
    this.wentBackTo(to.step);
  }

  /** The run is back at this step, or still there after a dry run failed: drops snapshots of undone steps. */
  wentBackTo(step: Step): void {
    if (step < this.#lastReported) this.#lastReported = step;
    this.#dropWaiting(step);
    // The run would continue from an undone state if its device or worker were lost next.
    if (this.#last && this.#last.step > step) void this.#takeNow().catch(() => undefined); // a lost device is reported by what uses it next
  }

  /** Training has ended, and all losses have been reported: a snapshot of a later step, from which the run has gone back, is dropped. */
  discardUndone(): void {
    this.wentBackTo(this.#trainer.step);
  }

  #whenReported(step: Step): Promise<boolean> {
    if (step <= this.#lastReported) return Promise.resolve(true);
    return new Promise((resolve) => { this.#listeners.push({ step, resolve }); });
  }

  #dropWaiting(after: Step): void {
    this.#timesUndone++;
    if (this.#waiting && this.#waiting.step > after) this.#waiting = null;
    this.#settleListeners(({ step }) => step > after, false);
  }

  #settleListeners(which: (listener: { readonly step: Step }) => boolean, isReported: boolean): void {
    const settled = this.#listeners.filter(which);
    this.#listeners = this.#listeners.filter((listener) => !which(listener));
    settled.forEach(({ resolve }) => resolve(isReported));
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
