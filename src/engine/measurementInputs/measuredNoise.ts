/** The noise of measurements. It is the same for all runs, so that they can be compared. */
import { tensor2d } from "@tensorflow/tfjs-core";
import type { HyperparameterValues } from "../../core/model/hyperparameters";
import type { Model } from "../../core/model/model";
import type { Tensor2D } from "../../core/model/tf";
import { MEASUREMENT_SEED, noiseOfImages, noiseValues } from "../step/noise";

/**
 * Returns the noise inputs by name, [n, width] with a row for each of these test image indices. Noise that is part of an image, such as
 * drawing black and white pixels from grey ones, depends on its index alone, so that every measurement sees the same image. All
 * other noise differs between values of `step` and rows.
 */
export function measuredNoise(
  model: Model, h: HyperparameterValues, images: readonly number[], step: number,
): Record<string, Tensor2D> {
  const others = Object.entries(model.noise({ ...h, batch: images.length })).filter(([, { fixedPerImage }]) => !fixedPerImage);
  const drawn = others.map(([name, spec]) =>
    [name, tensor2d(noiseValues(name, spec, { seed: MEASUREMENT_SEED, purpose: "sample", step }), [...spec.shape])] as const);
  return { ...Object.fromEntries(drawn), ...noiseOfImages(model, h, images) };
}
