/** The random inputs of a batch as tensors: a function of the seed, the purpose, the step and the input's name. */
import { tensor2d } from "@tensorflow/tfjs-core";
import { noiseValues, type NoiseRequest } from "../../core/draws";
import type { HyperparameterValues } from "../../core/hyperparameters";
import type { Model, NoiseSpec } from "../../core/model";
import type { Tensor2D } from "../../core/tf";

export { noiseValues, type NoiseRequest };

/** The seed of what measurements and pictures draw for test images. It does not depend on the run, so that runs can be compared. */
export const MEASUREMENT_SEED = 0;

/** The noise of a model that belongs to these test images, given by number: inputs by name, with a row for each. */
export const noiseOfImages = (model: Model, h: HyperparameterValues, images: ArrayLike<number>) => noiseOf("fixedPerImage", model, h, images);

/** Likewise of samples, given by number. */
export const noiseOfSamples = (model: Model, h: HyperparameterValues, samples: ArrayLike<number>) => noiseOf("fixedPerSample", model, h, samples);

function noiseOf(
  kind: "fixedPerImage" | "fixedPerSample", model: Model, h: HyperparameterValues, numbers: ArrayLike<number>,
): Record<string, Tensor2D> {
  const specs = Object.entries(model.noise({ ...h, batch: numbers.length })).filter(([, spec]) => spec[kind]);
  return Object.fromEntries(specs.map(([name, spec]) => [name, ofEach(name, spec, numbers)]));
}

function ofEach(name: string, spec: NoiseSpec, numbers: ArrayLike<number>): Tensor2D {
  const [rows, width] = spec.shape;
  const values = new Float32Array(rows * width);
  const ofOne = { ...spec, shape: [1, width] } as const;
  let last: Float32Array | undefined;
  for (let row = 0; row < numbers.length; row++) {
    const number = numbers[row]!;
    if (row === 0 || number !== numbers[row - 1]) last = noiseValues(name, ofOne, { seed: MEASUREMENT_SEED, purpose: "sample", step: number });
    values.set(last!, row * width);
  }
  return tensor2d(values, [rows, width]);
}

/** Inputs by name, in the shapes the model asks for. */
export function drawNoise(model: Model, h: HyperparameterValues, request: NoiseRequest): Record<string, Tensor2D> {
  return Object.fromEntries(Object.entries(model.noise(h)).map(([name, spec]) =>
    [name, tensor2d(noiseValues(name, spec, request), [spec.shape[0], spec.shape[1]])]));
}
