/** Each image's contribution to each term of the losses: the model's own terms, evaluated for that image alone. */
import { concat, stack } from "@tensorflow/tfjs-core";
import type { FollowRequest, TermsOfBatch } from "../../core/latent/follow";
import { lossColumns, type Batch } from "../../core/model/model";
import type { Scalar, Tensor1D } from "../../core/model/tf";
import { tf } from "../device/tf";
import { measuredNoise } from "../measurementInputs/measuredNoise";
import type { PictureSource } from "../pictures/pictureSource";
import { bytesOf, toBytes } from "../pictures/pictures";
import { settingsAt, sumOfTerms } from "../step/step";
import type { FrozenModelAtStep } from "../step/frozenModel";
import { bind } from "../step/weights";
import { read } from "./read";
import { noiseStepOf } from "./subject";

/** Test images in a batch. */
const BATCH = 32;
/** Images in one slice. */
const IMAGES_PER_SLICE = 8;

/** Returns the indices of the first test images; the followed image replaces the last one if it is not among them. */
export const batchWith = (image: number): readonly number[] =>
  Array.from({ length: BATCH }, (_, i) => (i === BATCH - 1 && image >= BATCH ? image : i));

/** Terms and totals of these images as one batch, [columns] in the order of `lossColumns`. Call it within a `tidy`. */
export function losses({ model, specs, h: settings, weights, step }: FrozenModelAtStep, batch: Batch, images: readonly number[], draw: number): Tensor1D {
  const h = { ...settings, batch: images.length };
  const ofEach = images.map((image) => measuredNoise(model, { ...h, batch: 1 }, [image], noiseStepOf(image, draw)));
  const noise = Object.fromEntries(Object.keys(ofEach[0]!).map((name) => [name, concat(ofEach.map((one) => one[name]!), 0)]));
  const networks = bind(specs, weights, "use");
  // Objectives with the same forward share its values.
  const forwards = new Map<unknown, unknown>();
  return stack(model.objectives.flatMap((objective, index): Scalar[] => {
    const forward = forwards.get(objective.forward) ?? objective.forward(tf, { networks, batch, labelled: batch, noise, h });
    forwards.set(objective.forward, forward);
    const { terms, total } = sumOfTerms(model, index, forward, settingsAt(model, h, Math.max(1, step)));
    return terms.length > 1 ? [...terms, total] : terms;
  })) as Tensor1D;
}

/** Yields after each slice. The weights must stay valid until the end. */
export async function* termsOf(frozen: FrozenModelAtStep, source: PictureSource, { image, draw }: FollowRequest): AsyncGenerator<void, TermsOfBatch, void> {
  const images = batchWith(image);
  const columns = lossColumns(frozen.model);
  const each = Object.fromEntries(columns.map(({ id }) => [id, new Float32Array(BATCH)]));
  for (let first = 0; first < BATCH; first += IMAGES_PER_SLICE) {
    const some = images.slice(first, first + IMAGES_PER_SLICE);
    const [values] = await read(() => [stack(some.map((one) => losses(frozen, source.testBatchOf([one]), [one], draw)))]);
    columns.forEach(({ id }, k) => some.forEach((_, i) => { each[id]![first + i] = values![i * columns.length + k]!; }));
    yield;
  }
  const pixels = new Uint8Array(bytesOf(BATCH));
  toBytes(source.testPixelsOf(images), pixels);
  const labels = Uint8Array.from(images, (one) => source.testLabels(one + 1)[one]!);
  return { part: "terms", images, labels, pixels, each };
}
