/** Computes a training step again, eagerly, on whatever backend is active, and says how far the first computation is off. */
import { lossColumns } from "../../core/model";
import type { Agreement } from "../../core/reports";
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
