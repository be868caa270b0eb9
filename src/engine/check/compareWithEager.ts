/** Computes a training step again, eagerly, on whatever backend is active, and says how far the first computation is off; a `Checker` has it done, here or by another worker. */
import { getBackend } from "@tensorflow/tfjs-core";
import { lossColumns } from "../../core/model";
import type { Agreement } from "../../core/reports";
import { BACKENDS, type Backend } from "../../core/runConfig";
import type { Snapshot } from "../../core/snapshot";
import { findModel } from "../../models/registry";
import { createTrainer } from "../trainer/trainer";
import { agreementOf } from "./agreement";
import type { ComputedStep } from "../trainer/computedStep";

/** Rejects with "bad-snapshot" where the weights to begin with are not finite. */
export async function compareWithEager({ config, h, before, images, losses, after }: ComputedStep): Promise<Agreement> {
  const model = findModel(config.model);
  if (!model) throw new Error(`there is no model "${config.model}"`);
  let batch = 0;
  const dataset = {
    fillTrain(_: ArrayLike<number>, x: Float32Array, y: Float32Array) {
      const next = images[batch++]!;
      x.set(next.x);
      y.set(next.y);
    },
    trainLabels: (count: number) => new Uint8Array(count), // which images they are is settled
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

export interface Comparison {
  /** Computed the step again. */
  readonly reference: Backend;
  readonly agreement: Agreement;
  /** What the step began with, handed back. */
  readonly before: Snapshot;
}

export interface Checker {
  /** Takes the step's arrays. Rejects where it cannot compare, or takes too long. */
  compare(step: ComputedStep): Promise<Comparison>;
  dispose(): void;
}

/** On the active backend itself: better than nothing where there is no other thread. */
export const sameBackendChecker: Checker = {
  async compare(step) {
    const reference = BACKENDS.find((backend) => backend === getBackend())!;
    return { reference, agreement: await compareWithEager(step), before: step.before };
  },
  dispose: () => undefined,
};
