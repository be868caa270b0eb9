/**
 * PyTorch's results for the models, and their inputs. scripts/parity/generate.py writes the golden files; weights, batches and
 * noise are drawn here by the same rules.
 */
import { readFileSync } from "node:fs";
import { tensor, tensor2d, type Tensor } from "@tensorflow/tfjs-core";
import { defaultsOf, type HyperparameterValues } from "../../core/model/hyperparameters";
import type { Batch, Model } from "../../core/model/model";
import { oneHot } from "../../core/model/oneHot";
import { parametersOf, type Parameter } from "../../core/model/parameters";
import { normals, uniforms, words } from "../../core/run/philox";
import { hideMissing } from "../../core/model/missing";
import { CLASSES } from "../../core/run/runConfig";
import { widthOf } from "../../subject/data/registry";
import { drawNoise } from "../step/noise";
import type { StepData } from "../step/stepData";
import { initialValues, laneOf, type NetworkSpecs } from "../step/weights";

/** A tensor of the reference: its 2-norm, and its elements or their sketch as little-endian float32 in base64. */
export interface Fingerprint {
  readonly size: number;
  /** 0: the tensor has no influence; its exact value is zero. */
  readonly norm: number;
  readonly values?: string;
}

export interface GoldenObjective {
  readonly id: string;
  readonly terms: Readonly<Record<string, number>>;
  /** 2-norm of all its gradients concatenated. */
  readonly wholeNorm: number;
  readonly gradients: Readonly<Record<string, Fingerprint>>;
  /** Next values of the state that layers update themselves: running averages, vectors of power iterations. */
  readonly state: Readonly<Record<string, Fingerprint>>;
}

export interface GoldenCase {
  readonly settings: HyperparameterValues;
  readonly seed: number;
  readonly t: number;
  readonly objectives: readonly GoldenObjective[];
}

export interface Golden {
  readonly model: string;
  readonly cases: readonly GoldenCase[];
  readonly optimised?: GoldenSteps;
}

/** Complete steps with the model's optimiser. */
export interface GoldenSteps {
  readonly settings: HyperparameterValues;
  readonly seed: number;
  readonly steps: number;
  /** Parameters whose exact gradient is zero: an optimiser that divides by the gradient's size moves them by rounding errors. */
  readonly withoutInfluence: readonly string[];
  /** Weights after the steps minus the weights before. `weightNorm`: 2-norm of the weights after. */
  readonly displacements: Readonly<Record<string, Fingerprint & { readonly weightNorm: number }>>;
}

/** Returns a model's golden file. */
export const readGolden = (model: Model): Golden =>
  JSON.parse(readFileSync(new URL(`../../subject/models/${model.id}/golden.json`, import.meta.url), "utf8")) as Golden;

/** Returns the model's default settings with these changes. */
export const settingsFor = (model: Model, settings: HyperparameterValues): HyperparameterValues => ({
  ...defaultsOf(model.hyperparameters), ...settings,
});

/** The engine's initial values; constant ones are perturbed, because equal numbers would hide mistakes. */
function startingValues(parameter: Parameter, seed: number): Float32Array {
  const start = initialValues(parameter, seed);
  if (!["zeros", "ones", "constant"].includes(parameter.init.kind)) return start;
  const near = normals({ seed, purpose: "init", step: 0, lane: laneOf(parameter.name) }, start.length);
  return start.map((value, i) => value + 0.1 * near[i]!);
}

/** Returns the initial weights of a comparison, by name. */
export function parityWeights(specs: NetworkSpecs, seed: number): Record<string, Tensor> {
  return Object.fromEntries(
    parametersOf(specs).map((parameter) => [parameter.name, tensor(startingValues(parameter, seed), [...parameter.shape])]),
  );
}

/** Returns the images and the noise of an update. Pixels: uniform on [-0.5, 1.5], cut to [0,1]. Classes: 1, 4, 7, 0, 3, … */
export function parityData(model: Model, h: HyperparameterValues, seed: number, step = 0, batch = 0): StepData {
  const count = Number(h["batch"]);
  const width = widthOf(h);
  const images = (lane: number): Batch => {
    const grey = uniforms({ seed, purpose: "sample", step, lane }, count * width);
    const x = Float32Array.from(grey, (value) => Math.min(1, Math.max(0, 2 * value - 0.5)));
    const share = model.missing?.share(h);
    if (share !== undefined) hideMissing(x, Array.from({ length: count }, (_, row) => row), share, { seed, half: "train" });
    const y = oneHot(Array.from({ length: count }, (_, i) => (3 * i + 1) % CLASSES));
    return { x: tensor2d(x, [count, width]), y: tensor2d(y, [count, CLASSES]) };
  };
  return {
    batch: images(batch), ...(model.labelled && { labelled: images(laneOf("labelled")) }),
    noise: drawNoise(model, h, { seed, step, batch }),
  };
}

/** Returns the 2-norm of the difference between `values` and a reference, or a close estimate if the reference is a sketch. Throws if sizes differ. */
export function distance(name: string, values: Float32Array, { size, values: encoded }: Fingerprint): number {
  if (values.length !== size) throw new Error(`${name} has ${values.length} elements, the reference ${size}`);
  if (encoded === undefined) return norm(values);
  const bytes = Uint8Array.from(Buffer.from(encoded, "base64"));
  const reference = new Float32Array(bytes.buffer);
  const shown = reference.length === size ? values : sketch(name, values, reference.length);
  return norm(Float64Array.from(reference, (value, i) => shown[i]! - value));
}

/** Count sketch (Charikar et al. 2002): each element, with a random sign, added to a random bucket. Keeps 2-norms. */
function sketch(name: string, values: Float32Array, buckets: number): Float64Array {
  const sums = new Float64Array(buckets);
  const random = words({ seed: 0, purpose: "sample", step: 0, lane: laneOf(name) }, values.length);
  values.forEach((value, i) => { sums[random[i]! % buckets]! += random[i]! >= 0x80000000 ? -value : value; });
  return sums;
}

/** Returns the 2-norm. */
export function norm(values: ArrayLike<number>): number {
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += values[i]! ** 2;
  return Math.sqrt(squares);
}
