/** The noise of measurements. It does not depend on the run, so that runs can be compared. */
import { tensor2d } from "@tensorflow/tfjs-core";
import type { HyperparameterValues } from "../../core/hyperparameters";
import type { Model } from "../../core/model";
import type { Tensor2D } from "../../core/tf";
import { noiseValues } from "../step/noise";

export const MEASUREMENT_SEED = 0;

/**
 * Inputs by name, with a row for each of these test images, given by number. Noise that is part of an image, as the drawing of black
 * and white pixels from grey ones, depends on its number alone, so that every measurement sees the same image. All other noise is
 * drawn anew for each `step` and row.
 */
export function measuredNoise(
  model: Model, h: HyperparameterValues, images: readonly number[], step: number,
): Record<string, Tensor2D> {
  const request = { seed: MEASUREMENT_SEED, purpose: "sample" } as const;
  return Object.fromEntries(Object.entries(model.noise({ ...h, batch: images.length })).map(([name, spec]) => {
    const [rows, width] = spec.shape;
    if (!spec.ofImage) return [name, tensor2d(noiseValues(name, spec, { ...request, step }), [rows, width])];
    const values = new Float32Array(rows * width);
    const ofOne = { ...spec, shape: [1, width] } as const;
    let last: Float32Array | undefined;
    images.forEach((image, row) => {
      if (row === 0 || image !== images[row - 1]) last = noiseValues(name, ofOne, { ...request, step: image });
      values.set(last!, row * width);
    });
    return [name, tensor2d(values, [rows, width])];
  }));
}
