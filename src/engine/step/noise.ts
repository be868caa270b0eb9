/** The random inputs of a batch as tensors: a function of the seed, the purpose, the step and the input's name. */
import { tensor2d } from "@tensorflow/tfjs-core";
import { noiseValues, type NoiseRequest } from "../../core/run/draws";
import type { HyperparameterValues } from "../../core/model/hyperparameters";
import type { Model, NoiseSpec } from "../../core/model/model";
import type { Tensor2D } from "../../core/model/tf";

export { noiseValues, type NoiseRequest };

/** The seed of the noise that measurements and pictures draw for test images. It is the same for all runs, so that they can be compared. */
export const MEASUREMENT_SEED = 0;

/** Returns a model's noise that belongs to test images: by the input's name, [n, width] with a row for each of these image indices. */
export const noiseOfImages = (model: Model, h: HyperparameterValues, images: ArrayLike<number>) => noiseOf("fixedPerImage", model, h, images);

/** Returns a model's noise that belongs to samples: by the input's name, [n, width] with a row for each of these sample indices. */
export const noiseOfSamples = (model: Model, h: HyperparameterValues, samples: ArrayLike<number>) => noiseOf("fixedPerSample", model, h, samples);

function noiseOf(
  kind: "fixedPerImage" | "fixedPerSample", model: Model, h: HyperparameterValues, indices: ArrayLike<number>,
): Record<string, Tensor2D> {
  const specs = Object.entries(model.noise({ ...h, batch: indices.length })).filter(([, spec]) => spec[kind]);
  return Object.fromEntries(specs.map(([name, spec]) => [name, ofEach(name, spec, indices)]));
}

function ofEach(name: string, spec: NoiseSpec, indices: ArrayLike<number>): Tensor2D {
  const [rows, width] = spec.shape;
  const values = new Float32Array(rows * width);
  const ofOne = { ...spec, shape: [1, width] } as const;
  let last: Float32Array | undefined;
  for (let row = 0; row < indices.length; row++) {
    const number = indices[row]!;
    if (row === 0 || number !== indices[row - 1]) last = noiseValues(name, ofOne, { seed: MEASUREMENT_SEED, purpose: "sample", step: number });
    values.set(last!, row * width);
  }
  return tensor2d(values, [rows, width]);
}

/** Returns a model's noise inputs by name, in the shapes of `model.noise`. */
export function drawNoise(model: Model, h: HyperparameterValues, request: NoiseRequest): Record<string, Tensor2D> {
  return Object.fromEntries(Object.entries(model.noise(h)).map(([name, spec]) =>
    [name, tensor2d(noiseValues(name, spec, request), [spec.shape[0], spec.shape[1]])]));
}
