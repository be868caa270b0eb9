/** The test images as batches for measurements and pictures. */
import { tensor2d } from "@tensorflow/tfjs-core";
import { ElboError } from "../../core/errors";
import type { Batch } from "../../core/model/model";
import { CLASSES } from "../../core/run/runConfig";
import type { Dataset } from "../../subject/data/dataset";
import { hideMissing } from "../../core/model/missing";
import { MEASUREMENT_SEED } from "../step/noise";
import type { FrozenModel } from "../step/frozenModel";

const range = (first: number, count: number) => Uint32Array.from({ length: count }, (_, i) => first + i);

/** Hides the pixels of test images that are missing for this model, in place. pixels: [n,784]; images: their indices. */
export function hideMissingOf({ model, h }: Pick<FrozenModel, "model" | "h">, pixels: Float32Array, images: ArrayLike<number>): void {
  if (model.missing) hideMissing(pixels, images, model.missing.share(h), { seed: MEASUREMENT_SEED, half: "test" });
}

/** Reads test images by index, counted from 0. Batches have missing pixels hidden; pixels are complete. */
export function testReader(dataset: Dataset, frozen: Pick<FrozenModel, "model" | "h">) {
  const read = (which: ArrayLike<number>) => {
    const x = new Float32Array(which.length * dataset.width);
    const y = new Float32Array(which.length * CLASSES);
    dataset.fillTest(Uint32Array.from(which), x, y);
    return { x, y };
  };
  const testBatchOf = (which: ArrayLike<number>): Batch => {
    const { x, y } = read(which);
    hideMissingOf(frozen, x, which);
    return { x: tensor2d(x, [which.length, dataset.width]), y: tensor2d(y, [which.length, CLASSES]) };
  };
  return {
    testBatchOf,
    testPixelsOf: (which: ArrayLike<number>): Float32Array => read(which).x,
    testBatch: (first: number, count: number): Batch => testBatchOf(range(first, count)),
    testPixels: (first: number, count: number): Float32Array => read(range(first, count)).x,
    testLabels: (count: number): Uint8Array => dataset.testLabels(count),
  };
}

/**
 * Returns a test image, [784] in [0,1], or a point [width], and its class (−1 without labels). Waits until it is loaded. Rejects with
 * "bad-setting" if there is none.
 */
export async function testImage(dataset: Dataset, image: number): Promise<{ pixels: Float32Array; label: number }> {
  if (!Number.isInteger(image) || image < 0 || image >= dataset.testImages) {
    throw new ElboError("bad-setting", `there is no test image ${image}`);
  }
  await dataset.whenTest(image + 1);
  const pixels = new Float32Array(dataset.width);
  const y = new Float32Array(CLASSES);
  dataset.fillTest([image], pixels, y);
  return { pixels, label: y.indexOf(1) };
}
