/**
 * Losses on their way from the device to the page. Steps leave their values there; they are sent for in batches, without
 * the training loop waiting for it. A value that is not finite is found here.
 */
import { step as toStep, type Step } from "../../core/ids";
import type { Trainer } from "../trainer/trainer";

export interface LossBatch {
  readonly firstStep: Step;
  /** Steps × columns, all finite. */
  readonly values: Float32Array;
  /** The first step whose values were not finite, where the batch ends; null as a rule. */
  readonly notFiniteAt: Step | null;
}

export class LossLedger {
  readonly #trainer: Pick<Trainer, "losses">;
  readonly #columns: number;
  #unread = 0;
  readonly #reads: { readonly batch: Promise<LossBatch>; here: boolean }[] = [];

  constructor(trainer: Pick<Trainer, "losses">, columns: number) {
    this.#trainer = trainer;
    this.#columns = columns;
  }

  /** Steps whose losses have not been sent for yet. */
  get unread(): number {
    return this.#unread;
  }

  /** Batches sent for and not taken yet: a sign of how far the device is behind. */
  get pendingReads(): number {
    return this.#reads.length;
  }

  /** The oldest batch under way can be taken without waiting, or the device has failed with it. */
  get ready(): boolean {
    return this.#reads[0]?.here ?? false;
  }

  /** A step was made. */
  countStep(): void {
    this.#unread++;
  }

  /** Sends for everything that waits, without waiting for it; `lastStep` is the step of the newest. */
  startRead(lastStep: Step): void {
    if (this.#unread === 0) return;
    const firstStep = toStep(lastStep - this.#unread + 1);
    this.#unread = 0;
    const read = { batch: this.#trainer.losses().then((values) => checked(firstStep, values, this.#columns)), here: false };
    read.batch.catch(() => undefined).finally(() => { read.here = true; }); // whoever takes it sees the error
    this.#reads.push(read);
  }

  /** Forgets what waits and what is under way. */
  drop(): void {
    this.#unread = 0;
    this.#reads.length = 0;
  }

  /** The oldest batch under way, in the order of steps; null when there is none. */
  async take(): Promise<LossBatch | null> {
    const oldest = this.#reads[0];
    if (!oldest) return null;
    try {
      return await oldest.batch;
    } finally {
      void this.#reads.shift();
    }
  }
}

function checked(firstStep: Step, values: Float32Array, columns: number): LossBatch {
  const bad = values.findIndex((value) => !Number.isFinite(value));
  if (bad < 0) return { firstStep, values, notFiniteAt: null };
  const row = Math.floor(bad / columns);
  return { firstStep, values: values.slice(0, row * columns), notFiniteAt: toStep(firstStep + row) };
}
