/** What each image of a batch adds to each term of the losses: the model's own terms, of that image by itself. */
import { concat, stack } from "@tensorflow/tfjs-core";
import type { FollowRequest, TermsOfBatch } from "../../core/follow";
import { lossColumns, type Batch } from "../../core/model";
import type { Scalar, Tensor1D } from "../../core/tf";
import { tf } from "../device/tf";
import { measuredNoise } from "../measuring/measuredNoise";
import type { PictureSource } from "../pictures/pictureSource";
import { bytesOf, toBytes } from "../pictures/pictures";
import { settingsAt, sumOfTerms } from "../step/step";
import type { StillAt } from "../step/still";
import { bind } from "../step/weights";
import { read } from "./read";
import { noiseStep } from "./subject";

/** Test images in a batch. */
const BATCH = 32;
/** Of which so many are computed in one slice. */
const AT_ONCE = 8;

/** The first test images; where the one that is followed is not among them, it takes the last one's place. */
export const batchWith = (image: number): readonly number[] =>
  Array.from({ length: BATCH }, (_, i) => (i === BATCH - 1 && image >= BATCH ? image : i));

/** Terms and totals of these images as one batch, in the order of `lossColumns`. Within a `tidy`. */
function losses({ model, specs, h: settings, weights, step }: StillAt, batch: Batch, images: readonly number[], draw: number): Tensor1D {
  const h = { ...settings, batch: images.length };
  const ofEach = images.map((image) => measuredNoise(model, { ...h, batch: 1 }, [image], noiseStep(image, draw)));
  const noise = Object.fromEntries(Object.keys(ofEach[0]!).map((name) => [name, concat(ofEach.map((one) => one[name]!), 0)]));
  const networks = bind(specs, weights, "use");
  // Objectives that share their forward share its values.
  const forwards = new Map<unknown, unknown>();
  return stack(model.objectives.flatMap((objective, index): Scalar[] => {
    const forward = forwards.get(objective.forward) ?? objective.forward(tf, { networks, batch, labelled: batch, noise, h });
    forwards.set(objective.forward, forward);
    const { terms, total } = sumOfTerms(model, index, forward, settingsAt(model, h, Math.max(1, step)));
    return terms.length > 1 ? [...terms, total] : terms;
  })) as Tensor1D;
}

/** The weights must stay until the end. */
export async function* termsOf(still: StillAt, source: PictureSource, { image, draw }: FollowRequest): AsyncGenerator<void, TermsOfBatch, void> {
  const images = batchWith(image);
  const columns = lossColumns(still.model);
  const each = Object.fromEntries(columns.map(({ id }) => [id, new Float32Array(BATCH)]));
  for (let first = 0; first < BATCH; first += AT_ONCE) {
    const some = images.slice(first, first + AT_ONCE);
    const [values] = await read(() => [stack(some.map((one) => losses(still, source.testBatchOf([one]), [one], draw)))]);
    columns.forEach(({ id }, k) => some.forEach((_, i) => { each[id]![first + i] = values![i * columns.length + k]!; }));
    yield;
  }
  const [whole] = await read(() => [losses(still, source.testBatchOf(images), images, draw)]);
  const pixels = new Uint8Array(bytesOf(BATCH));
  toBytes(source.testPixelsOf(images), pixels);
  const labels = Uint8Array.from(images, (one) => source.testLabels(one + 1)[one]!);
  return {
    part: "terms", images, labels, pixels, each, batch: Object.fromEntries(columns.map(({ id }, k) => [id, whole![k]!])),
  };
}
