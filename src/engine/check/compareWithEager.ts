/** Recomputes a training step eagerly on the active backend and measures how far the first computation deviates. A `Checker` does so here or in another worker. */
import { getBackend } from "@tensorflow/tfjs-core";
import { lossColumns } from "../../core/model/model";
import { millis, type Millis } from "../../core/run/ids";
import type { Agreement } from "../../core/run/reports";
import { BACKENDS, type Backend } from "../../core/run/runConfig";
import type { Snapshot } from "../../core/run/snapshot";
import { modelOfRun } from "../../subject/models/executed";
import { createTrainer } from "../trainer/trainer";
import { agreementOf } from "./agreement";
import type { ComputedStep } from "../trainer/computedStep";

/** Rejects with "bad-snapshot" if the state before the step is not finite. */
export async function compareWithEager({ config, h, before, images, losses, after }: ComputedStep): Promise<Agreement> {
  const model = await modelOfRun(config);
  if (!model) throw new Error(`there is no model "${config.model}"`);
  let batch = 0;
  const dataset = {
    fillTrain(_: ArrayLike<number>, x: Float32Array, y: Float32Array) {
      const next = images[batch++]!;
      x.set(next.x);
      y.set(next.y);
    },
    trainLabels: (count: number) => new Uint8Array(count), // unused: the images are given
  };
  const trainer = createTrainer(model, { ...config, hyperparameters: h }, dataset, before);
  try {
    trainer.advance();
    const [wanted, { tensors }] = await Promise.all([trainer.losses(), trainer.snapshot()]);
    const columns = lossColumns(model).map(({ id }) => id);
    const from = before.tensors;
    return agreementOf(columns, { losses, before: from, after }, { losses: wanted, before: from, after: tensors });
  } finally {
    trainer.dispose();
  }
}

/** Returns the same, with the time that it took. */
export async function timedComparison(step: ComputedStep): Promise<Pick<Comparison, "agreement" | "ms">> {
  const began = performance.now();
  return { agreement: await compareWithEager(step), ms: millis(performance.now() - began) };
}

export interface Comparison {
  /** The backend that recomputed the step. */
  readonly reference: Backend;
  readonly agreement: Agreement;
  /** The time of the eager step on the reference, with whatever was compiled for it. */
  readonly ms: Millis;
  /** The state before the step, returned to the caller. */
  readonly before: Snapshot;
}

export interface Checker {
  /** Transfers the step's arrays. Rejects if it cannot compare, or takes too long. */
  compare(step: ComputedStep): Promise<Comparison>;
  dispose(): void;
}

/** Compares on the active backend itself, if no other worker is available. */
export const sameBackendChecker: Checker = {
  async compare(step) {
    const reference = BACKENDS.find((backend) => backend === getBackend())!;
    return { reference, ...(await timedComparison(step)), before: step.before };
  },
  dispose: () => undefined,
};
