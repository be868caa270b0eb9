/** The random inputs of a batch: a function of the seed, the purpose, the step and the input's name. */
import { tensor2d } from "@tensorflow/tfjs-core";
import type { HyperparameterValues } from "../core/hyperparameters";
import type { Model, NoiseSpec } from "../core/model";
import { normals, uniforms, type Purpose, type Stream } from "../core/philox";
import type { Tensor2D } from "../core/tf";
import { laneOf } from "./weights";

export interface NoiseRequest {
  readonly seed: number;
  readonly step: number;
  /** Which batch of the step; 0 for the first. */
  readonly batch?: number;
  /** Stands in for the model's own purposes where the noise is not for training. */
  readonly purpose?: Purpose;
}

/** Inputs by name, in the shapes the model asks for. */
export function drawNoise(model: Model, h: HyperparameterValues, request: NoiseRequest): Record<string, Tensor2D> {
  return Object.fromEntries(
    Object.entries(model.noise(h)).map(([name, spec]) => [name, tensor2d(noiseValues(name, spec, request), [spec.shape[0], spec.shape[1]])]),
  );
}

/** The numbers of one input, row by row. */
export function noiseValues(name: string, spec: NoiseSpec, { seed, step, batch = 0, purpose }: NoiseRequest): Float32Array {
  const lane = laneOf(batch === 0 ? name : `${name}#${batch}`);
  return draw(spec, { seed, purpose: purpose ?? spec.purpose, step, lane });
}

function draw({ shape, distribution = { kind: "normal" } }: NoiseSpec, stream: Stream): Float32Array {
  const count = shape[0] * shape[1];
  switch (distribution.kind) {
    case "normal": return normals(stream, count);
    case "uniform": return Float32Array.from(uniforms(stream, count));
    case "dropout": {
      const { rate } = distribution;
      return Float32Array.from(uniforms(stream, count), (value) => (value < rate ? 0 : 1 / (1 - rate)));
    }
    default: return distribution satisfies never;
  }
}
