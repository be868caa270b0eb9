/** The losses on held-out test images, with fixed noise. */
import { slice2d, stack, tidy, type Tensor1D, type Tensor2D } from "@tensorflow/tfjs-core";
import type { HyperparameterValues } from "../../core/model/hyperparameters";
import { drawsOneCode, elboOf, negativeElboOf } from "../../core/model/measurable";
import { isWritten, lossColumns, type Batch, type Model } from "../../core/model/model";
import type { HeldOut } from "../../core/run/reports";
import { measuredNoise } from "../measurementInputs/measuredNoise";
import { settingsAt, sumOfTerms } from "../step/step";
import type { FrozenModelAtStep } from "../step/frozenModel";
import { bind } from "../step/weights";
import { tf } from "../device/tf";

/** Images whose noise is drawn in one call, so that the noise does not depend on the size of slices. */
const HELD_OUT_BATCH = 500;
/** Images in one slice of the measurement: few enough for slow machines. */
const HELD_OUT_SLICE = 250;

export interface HeldOutInputs extends FrozenModelAtStep {
  /** Indices of test images: a multiple of 250, or fewer. Those beyond the last multiple, or the last batch of a program, are left out. */
  readonly images: readonly number[];
  /** The batch of these images; the measurement disposes it. */
  batchOf(images: readonly number[]): Batch;
}

/**
 * Returns the mean of each loss over these images, with the current weights of terms. Yields after each slice. The losses of a reader's program may be
 * sums over its batch, and comparable with those of training only if test images come in batches of the same size.
 */
export async function* measureHeldOut(inputs: HeldOutInputs): AsyncGenerator<void, HeldOut, void> {
  const { model, specs, weights, step } = inputs;
  const inBatches = isWritten(model);
  const size = inBatches ? Number(inputs.h["batch"]) : Math.min(HELD_OUT_SLICE, inputs.images.length);
  const images = inBatches ? filled(inputs.images, size) : inputs.images;
  const h = { ...inputs.h, batch: size };
  const settings = settingsAt(model, h, Math.max(1, step)); // before training those of the first step
  const columns = lossColumns(model);
  const found = elboOf(model);
  const bound = found && drawsOneCode(found.objective) ? found : undefined;
  const sums = new Float64Array(columns.length + 1);
  const slices = Math.floor(images.length / size);
  for (let index = 0; index < slices; index++) {
    const first = index * size;
    const losses = tidy(() => {
      const present = images.slice(first, first + size);
      const batch = inputs.batchOf(present);
      const noise = inBatches ? measuredNoise(model, inputs.h, present, index) : noiseFor(model, inputs.h, images, { first, size });
      const networks = bind(specs, weights, "use");
      // Objectives with the same forward share its values.
      const forwards = new Map<unknown, unknown>();
      const values = model.objectives.flatMap((objective, i) => {
        const forward = forwards.get(objective.forward) ?? objective.forward(tf, { networks, batch, labelled: batch, noise, h });
        forwards.set(objective.forward, forward);
        const { terms, total } = sumOfTerms(model, i, forward, settings);
        return terms.length > 1 ? [...terms, total] : terms;
      });
      return stack(bound ? [...values, negativeElboOf(tf, bound, networks, forwards.get(bound.objective.forward), h)] : values) as Tensor1D;
    });
    const values = await losses.data<"float32">();
    losses.dispose();
    values.forEach((value, i) => { sums[i]! += value / slices; });
    yield;
  }
  return {
    step,
    images: Math.min(slices * size, inputs.images.length),
    values: Object.fromEntries(columns.map(({ id }, i) => [id, sums[i]!])),
    ...(bound && { negativeElbo: sums[columns.length]! }),
  };
}

/** Returns these images, repeated if they are fewer than a batch. */
const filled = (images: readonly number[], size: number): readonly number[] =>
  (images.length >= size ? images : Array.from({ length: size }, (_, i) => images[i % images.length]!));

/** The noise of the slice of `size` images that begins at `images[first]`, from the noise of its whole batch. */
function noiseFor(model: Model, h: HyperparameterValues, images: readonly number[], { first, size }: { readonly first: number; readonly size: number }): Record<string, Tensor2D> {
  const [step, row] = [Math.floor(first / HELD_OUT_BATCH), first % HELD_OUT_BATCH];
  const batch = Array.from({ length: HELD_OUT_BATCH }, (_, i) => images[step * HELD_OUT_BATCH + i] ?? 0);
  const drawn = measuredNoise(model, h, batch, step);
  return Object.fromEntries(Object.entries(drawn).map(([name, rows]) => (
    [name, slice2d(rows, [row, 0], [size, rows.shape[1]])]
  )));
}
