/** What the objectives are worth on images never trained on: all test images, with fixed noise. */
import { stack, tidy, type Tensor1D } from "@tensorflow/tfjs-core";
import type { HyperparameterValues } from "../core/hyperparameters";
import { lossColumns, type Model } from "../core/model";
import type { HeldOut } from "../core/reports";
import type { Step } from "../core/ids";
import type { Batch } from "../core/model";
import { drawNoise } from "./noise";
import { sumOfTerms } from "./step";
import { bind, type NetworkSpecs, type Tensors } from "./weights";
import { tf } from "./tf";

/** Images in one slice of the measurement: small enough that nobody waits for it on a slow machine. */
export const HELD_OUT_BATCH = 500;
/** The noise of the measurement does not depend on the run, so that runs can be compared. */
const HELD_OUT_SEED = 0;

export interface HeldOutInputs {
  readonly model: Model;
  readonly specs: NetworkSpecs;
  readonly h: HyperparameterValues;
  readonly weights: Tensors;
  readonly step: Step;
  readonly images: number;
  /** Test images [first, first + HELD_OUT_BATCH). The measurement disposes them. */
  batchFrom(first: number): Batch;
}

/** Yields after each batch; returns the means over all images. The total is made with the weights of terms as they stand. */
export async function* measureHeldOut(inputs: HeldOutInputs): AsyncGenerator<void, HeldOut, void> {
  const { model, specs, weights, step, images } = inputs;
  const h = { ...inputs.h, batch: HELD_OUT_BATCH };
  const columns = lossColumns(model);
  const sums = new Float64Array(columns.length);
  const batches = Math.floor(images / HELD_OUT_BATCH);
  for (let index = 0; index < batches; index++) {
    const losses = tidy(() => {
      const batch = inputs.batchFrom(index * HELD_OUT_BATCH);
      const noise = drawNoise(model, h, { seed: HELD_OUT_SEED, step: index, purpose: "sample" });
      const networks = bind(specs, weights, "use");
      const values = model.objectives.flatMap((objective, i) => {
        const forward = objective.forward(tf, { networks, batch, noise, h });
        const { terms, total } = sumOfTerms(model, i, forward, { h, t: step });
        return terms.length > 1 ? [...terms, total] : terms;
      });
      return stack(values) as Tensor1D;
    });
    const values = await losses.data<"float32">();
    losses.dispose();
    values.forEach((value, i) => { sums[i]! += value / batches; });
    yield;
  }
  return {
    step,
    images: batches * HELD_OUT_BATCH,
    values: Object.fromEntries(columns.map(({ id }, i) => [id, sums[i]!])),
  };
}
