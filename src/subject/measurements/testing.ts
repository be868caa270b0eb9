/**
 * For tests of measurements: a small model with its initial weights, MNIST and the evaluation classifier, called as the engine
 * does.
 */
import { dispose, tensor, type Tensor } from "@tensorflow/tfjs-core";
import { afterAll, beforeAll } from "vitest";
import type { HyperparameterValues } from "../../core/model/hyperparameters";
import { step } from "../../core/run/ids";
import type { Model } from "../../core/model/model";
import { PIXELS } from "../../core/run/runConfig";
import type { Dataset } from "../data/dataset";
import { testOrder } from "../../engine/measurementInputs/testOrder";
import { measureHeldOut } from "../../engine/measurements/heldOut";
import { measure, type MeasureOptions } from "../../engine/measurements";
import { diskDataset, diskJudge } from "../../engine/measurements/testing";
import { realImages } from "../../engine/measurementInputs/images";
import { testReader } from "../../engine/pictures/testImages";
import { runSlices } from "../../engine/scheduling/slices";
import type { FrozenModel } from "../../engine/step/frozenModel";
import { initialise } from "../../engine/step/weights";
import { smallSettings, useBackend } from "../../engine/testing";
import type { BundledJudge } from "../metrics/judge/judge";
import { findModel } from "../models/registry";
import type { MeasurementId, ResultOf, SettingsOf } from "./registry";

/** Returns the model with this id. */
export const modelOf = (id: string): Model => findModel(id)!;

/** The files are read once, even if several files of tests share a process. */
let onDisk: Promise<readonly [Dataset, BundledJudge]> | null = null;

/** Returns a model without weights whose `decode` is given. */
export const modelReturning = (decode: Model["decode"], more: Partial<Model> = {}): FrozenModel =>
  ({ model: { ...modelOf("cgan"), decode, ...more }, specs: {}, h: { latent: 2 }, weights: {} });

/** Returns a model that decodes every code to the same image, [784]. */
export const modelReturningImage = (pixels: Float32Array): FrozenModel => modelReturning((tf, _, { z }) =>
  tf.add(tf.mul(tf.slice(tf.concat([z, z], 1), [0, 0], [z.shape[0], 1]), 0), tf.tensor2d(pixels, [1, PIXELS])));

/** Returns a model that decodes to real images, one after the other, from this one on. */
export function modelReturningRealImages({ dataset }: Pick<Bench, "dataset">, split: "train" | "test", from = 0): FrozenModel {
  let next = from;
  return modelReturning((tf, _, { z }) => {
    const count = z.shape[0];
    const { pixels } = realImages(dataset, split, { first: next, count });
    next += count;
    return tf.tensor2d(pixels, [count, PIXELS]);
  }, { conditional: false });
}

interface Bench {
  /** All images of MNIST. */
  readonly dataset: Dataset;
  readonly judge: BundledJudge;
  /** Returns a model with small settings, except for the chosen ones. Its weights are disposed after the tests. */
  frozen(model: Model, chosen?: HyperparameterValues): FrozenModel;
  /** Returns the same model with these values of a weight, which are disposed likewise. */
  withWeights(frozen: FrozenModel, values: Readonly<Record<string, ArrayLike<number>>>): FrozenModel;
  /** Returns a model whose decoder gives all pixels this logit, and whose posterior is the prior. */
  ignoringZ(frozen: FrozenModel, logit: number): FrozenModel;
  /** Runs a measurement. Rejects as `measure` does. */
  ask<I extends MeasurementId>(id: I, settings: Partial<SettingsOf<I>>, of: FrozenModel, more?: Partial<MeasureOptions>): Promise<ResultOf<I>>;
  /** Returns the held-out losses of the first test images in the order of measurements. */
  heldOut(of: FrozenModel, images: number): Promise<Readonly<Record<string, number>>>;
}

/** Sets up the tests of one file on WASM; its members can be used once tests run. */
export function bench(): Bench {
  const held: Tensor[] = [];
  let here: readonly [Dataset, BundledJudge];
  beforeAll(async () => {
    await useBackend("wasm");
    here = await (onDisk ??= Promise.all([diskDataset(), diskJudge()]));
  }, 60_000);
  afterAll(() => dispose(held));

  const withWeights: Bench["withWeights"] = (of, values) => {
    const weights = { ...of.weights };
    for (const [name, numbers] of Object.entries(values)) {
      weights[name] = tensor(Float32Array.from(numbers), weights[name]!.shape);
      held.push(weights[name]);
    }
    return { ...of, weights };
  };

  return {
    get dataset() { return here[0]; },
    get judge() { return here[1]; },
    frozen(model, chosen = {}) {
      const h = { ...smallSettings(model), ...chosen };
      const specs = model.networks(h);
      const weights = initialise(specs, 5);
      held.push(...Object.values(weights));
      return { model, specs, h, weights };
    },
    withWeights,
    ignoringZ(of, logit) {
      const names = ["decoder/hidden", "decoder/logits", "encoder/mu", "encoder/logVar"].flatMap((layer) => [`${layer}/kernel`, `${layer}/bias`]);
      return withWeights(of, Object.fromEntries(names.map((name) =>
        [name, new Float32Array(of.weights[name]!.size).fill(name === "decoder/logits/bias" ? logit : 0)])));
    },
    ask: (id, settings, of, more = {}) => measure(id, settings, { frozen: of, dataset: here[0], seed: 1, judge: () => Promise.resolve(here[1]), ...more }),
    async heldOut(of, images) {
      const { values } = await runSlices(measureHeldOut({
        ...of, step: step(0), images: Array.from(testOrder(here[0]).subarray(0, images)), batchOf: testReader(here[0], of).testBatchOf,
      }));
      return values;
    },
  };
}
