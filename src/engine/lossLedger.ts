/**
 * Losses on their way from the device to the page. Steps leave their values on the device; they are read back
 * in batches, without the training loop waiting for it. A value that is not finite is found here.
 */
import { stack, type Tensor, type Tensor1D } from "@tensorflow/tfjs-core";
import { step as toStep, type Step } from "../core/ids";

export interface LossBatch {
  readonly firstStep: Step;
  /** Steps × columns, all finite. */
  readonly values: Float32Array;
  /** The first step whose values were not finite, where the batch ends; null as a rule. */
  readonly notFiniteAt: Step | null;
}

export class LossLedger {
  readonly #columns: number;
  #waiting: Tensor1D[] = [];
  readonly #reads: Promise<LossBatch>[] = [];

  constructor(columns: number) {
    this.#columns = columns;
  }

  /** Steps whose losses have not been sent for yet. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** Batches sent for and not taken yet: a sign of how far the device is behind. */
  get underWay(): number {
    return this.#reads.length;
  }

  /** Takes over a step's losses, [columns]. */
  add(losses: Tensor1D): void {
    this.#waiting.push(losses);
  }

  /** Sends for everything that waits, without waiting for it; `lastStep` is the step of the newest. */
  sendFor(lastStep: Step): void {
    const steps = this.#waiting.length;
    if (steps === 0) return;
    const together = stack(this.#waiting);
    this.#waiting.forEach((losses) => losses.dispose());
    this.#waiting = [];
    const firstStep = toStep(lastStep - steps + 1);
    const read = this.#read(together, firstStep);
    read.catch(() => undefined); // whoever takes it sees the error
    this.#reads.push(read);
  }

  /** The oldest batch under way, in the order of steps; null when there is none. */
  async take(): Promise<LossBatch | null> {
    const oldest = this.#reads[0];
    if (!oldest) return null;
    try {
      return await oldest;
    } finally {
      void this.#reads.shift();
    }
  }

  async #read(together: Tensor, firstStep: Step): Promise<LossBatch> {
    try {
      return checked(firstStep, await together.data<"float32">(), this.#columns);
    } finally {
      together.dispose();
    }
  }

  dispose(): void {
    this.#waiting.forEach((losses) => losses.dispose());
    this.#waiting = [];
  }
}

function checked(firstStep: Step, values: Float32Array, columns: number): LossBatch {
  const bad = values.findIndex((value) => !Number.isFinite(value));
  if (bad < 0) return { firstStep, values: values.slice(), notFiniteAt: null };
  const row = Math.floor(bad / columns);
  return { firstStep, values: values.slice(0, row * columns), notFiniteAt: toStep(firstStep + row) };
}
