/**
 * Losses on their way from the device to the page. They stay on the device after each step and are read back in batches, for
 * which the training loop does not wait. Values that are not finite are detected here.
 */
import { step as toStep, type Step } from "../../core/run/ids";
import type { Trainer } from "../trainer/trainer";

export interface LossBatch {
  readonly firstStep: Step;
  /** The number of steps that were read. */
  readonly steps: number;
  /** [steps × columns], all finite. */
  readonly values: Float32Array;
  /** The first step with a value that is not finite; the batch ends before it. Usually null. */
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

  /** Steps whose losses are not being read yet. */
  get unread(): number {
    return this.#unread;
  }

  /** Batches being read and not taken yet; it shows how far the device lags behind. */
  get pendingReads(): number {
    return this.#reads.length;
  }

  /** Whether the oldest batch can be taken without waiting, or its read has failed. */
  get ready(): boolean {
    return this.#reads[0]?.here ?? false;
  }

  /** Call it after every step. */
  countStep(): void {
    this.#unread++;
  }

  /** Starts to read all unread losses. `lastStep`: the newest step among them. */
  startRead(lastStep: Step): void {
    if (this.#unread === 0) return;
    const steps = this.#unread;
    const firstStep = toStep(lastStep - steps + 1);
    this.#unread = 0;
    const read = { batch: this.#trainer.losses().then((values) => checked(firstStep, steps, values, this.#columns)), here: false };
    read.batch.catch(() => undefined).finally(() => { read.here = true; }); // `take` throws the error
    this.#reads.push(read);
  }

  /** Discards all losses that were not taken. */
  drop(): void {
    this.#unread = 0;
    this.#reads.length = 0;
  }

  /** The oldest batch, in the order of steps; null if none is being read. Rejects when the device is lost. */
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

function checked(firstStep: Step, steps: number, values: Float32Array, columns: number): LossBatch {
  const bad = values.findIndex((value) => !Number.isFinite(value));
  if (bad < 0) return { firstStep, steps, values, notFiniteAt: null };
  const row = Math.floor(bad / columns);
  return { firstStep, steps, values: values.slice(0, row * columns), notFiniteAt: toStep(firstStep + row) };
}
