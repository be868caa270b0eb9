/** The random inputs of a step: a function of the seed, the purpose, the step and the input's name. */
import { tensor2d } from "@tensorflow/tfjs-core";
import type { HyperparameterValues } from "../core/hyperparameters";
import type { Model } from "../core/model";
import { normals, type Purpose } from "../core/philox";
import type { Tensor2D } from "../core/tf";
import { laneOf } from "./weights";

/** Standard normal inputs by name. `purpose` stands in for the model's own where the noise is not for training. */
export function drawNoise(
  model: Model, h: HyperparameterValues, seed: number, at: number, purpose?: Purpose,
): Record<string, Tensor2D> {
  return Object.fromEntries(
    Object.entries(model.noise(h)).map(([name, { shape, purpose: own }]) => {
      const [rows, width] = shape;
      const values = normals({ seed, purpose: purpose ?? own, step: at, lane: laneOf(name) }, rows * width);
      return [name, tensor2d(values, [rows, width])];
    }),
  );
}
