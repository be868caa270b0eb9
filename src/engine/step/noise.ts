/** The random inputs of a batch as tensors: a function of the seed, the purpose, the step and the input's name. */
import { tensor2d } from "@tensorflow/tfjs-core";
import { noiseValues, type NoiseRequest } from "../../core/draws";
import type { HyperparameterValues } from "../../core/hyperparameters";
import type { Model } from "../../core/model";
import type { Tensor2D } from "../../core/tf";

export { noiseValues, type NoiseRequest };

/** Inputs by name, in the shapes the model asks for. */
export function drawNoise(model: Model, h: HyperparameterValues, request: NoiseRequest): Record<string, Tensor2D> {
  return Object.fromEntries(Object.entries(model.noise(h)).map(([name, spec]) =>
    [name, tensor2d(noiseValues(name, spec, request), [spec.shape[0], spec.shape[1]])]));
}
