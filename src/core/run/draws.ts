/**
 * The random numbers of a run as plain arrays: initial parameters and the noise of a step. Every implementation that trains a
 * model, this project's engine or another, gets the same numbers here.
 */
import type { NoiseSpec } from "../model/model";
import { oneHot } from "../model/oneHot";
import { sizeOf, type Parameter } from "../model/parameters";
import { normals, uniforms, type Purpose, type Stream } from "./philox";

/** Returns a stream's lane from a name (FNV-1a, 32 bits), so that adding a parameter does not change the others' numbers. */
export function laneOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** Returns a parameter's initial values, which depend only on the run's seed and on its name. */
export function initialValues({ name, shape, init }: Parameter, seed: number): Float32Array {
  const count = sizeOf(shape);
  const stream: Stream = { seed, purpose: "init", step: 0, lane: laneOf(name) };
  switch (init.kind) {
    case "zeros": return new Float32Array(count);
    case "ones": return new Float32Array(count).fill(1);
    case "constant": return new Float32Array(count).fill(init.value);
    case "normal": return normals(stream, count).map((one) => (init.mean ?? 0) + (init.deviation ?? 1) * one);
    case "fanIn": return centredUniforms(stream, count, 1 / Math.sqrt(init.fanIn));
    case "glorot": return centredUniforms(stream, count, Math.sqrt(6 / (init.fanIn + init.fanOut)));
    default: return init satisfies never;
  }
}

const centredUniforms = (stream: Stream, count: number, limit: number): Float32Array =>
  uniformsAs(stream, count, (value) => (2 * value - 1) * limit);

export interface NoiseRequest {
  readonly seed: number;
  readonly step: number;
  /** The batch of the step, from 0. */
  readonly batch?: number;
  /** Replaces the model's own purposes if the noise is not for training. */
  readonly purpose?: Purpose;
}

/** Returns the numbers of one random input of a batch, row by row. */
export function noiseValues(name: string, spec: NoiseSpec, { seed, step, batch = 0, purpose }: NoiseRequest): Float32Array {
  const lane = laneOf(batch === 0 ? name : `${name}#${batch}`);
  return draw(spec, { seed, purpose: purpose ?? spec.purpose, step, lane });
}

function draw({ shape, distribution = { kind: "normal" } }: NoiseSpec, stream: Stream): Float32Array {
  const count = shape[0] * shape[1];
  switch (distribution.kind) {
    case "normal": return normals(stream, count);
    case "uniform": return new Float32Array(uniforms(stream, count));
    case "categorical": {
      const [rows, columns] = shape;
      return oneHot(Array.from(uniforms(stream, rows), (value) => Math.floor(value * columns)), columns);
    }
    case "dropout": {
      const { rate } = distribution;
      return uniformsAs(stream, count, (value) => (value < rate ? 0 : 1 / (1 - rate)));
    }
    default: return distribution satisfies never;
  }
}

function uniformsAs(stream: Stream, count: number, change: (value: number) => number): Float32Array {
  const values = uniforms(stream, count);
  const out = new Float32Array(count);
  for (let i = 0; i < count; i++) out[i] = change(values[i]!);
  return out;
}

/** The noise that `count` codes are made from, whatever the prior is: `CodeNoise` of each, row by row. */
export interface CodeNoises {
  /** Numbers from N(0, 1), [count,d]. */
  readonly z: Float32Array<ArrayBuffer>;
  /** Uniform numbers in (0,1), [count]. */
  readonly choice: Float64Array;
}

/** Returns noise that depends on the stream alone. */
export const codeNoises = (stream: Stream, count: number, latent: number): CodeNoises => ({
  z: normals(stream, count * latent),
  choice: uniforms({ ...stream, lane: laneOf(`choice/${stream.lane ?? 0}`) }, count),
});
