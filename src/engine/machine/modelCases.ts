/** What tests train models on, in Node and in a browser: every variant of every model, small, on grey noise. */
import { tensor2d } from "@tensorflow/tfjs-core";
import { defaultsOf, isInUse, type HyperparameterValues } from "../../core/hyperparameters";
import type { Batch, Model } from "../../core/model";
import { oneHot } from "../../core/oneHot";
import { uniforms } from "../../core/philox";
import { CLASSES, PIXELS } from "../../core/runConfig";
import { hideMissing } from "../../core/missing";
import { POINTS } from "../../data/registry";
import { findModel, models } from "../../models/registry";

/** What makes networks and batches small, and repetitions few, in the models that have it. */
const SMALL: HyperparameterValues = { latent: 2, hidden: 16, filters: 8, flowWidth: 16, flowSteps: 3, criticSteps: 2, batch: 16 };

/** A model's defaults, but as small as most ranges allow. */
export function smallSettings(model: Model): HyperparameterValues {
  const own = Object.entries(SMALL).filter(([key]) => key in model.hyperparameters);
  return { ...defaultsOf(model.hyperparameters), ...Object.fromEntries(own) };
}

export interface ModelCase {
  readonly name: string;
  readonly model: Model;
  readonly h: HyperparameterValues;
}

const variants: readonly ModelCase[] = models.flatMap((model) => {
  const small = smallSettings(model);
  const others = Object.entries(model.hyperparameters).flatMap(([key, setting]) => setting.kind !== "choice" || !isInUse(setting, small) ? [] :
    setting.options.filter((option) => option !== setting.default && (key !== "data" || option === POINTS[0])).map((option) => ({ key, option })));
  return [
    { name: model.id, model, h: small },
    ...others.map(({ key, option }) => ({ name: `${model.id}, ${key}: ${option}`, model, h: { ...small, [key]: option } })),
  ];
});

/** Sizes that fill neither the packed texels of WebGL (2 × 2 numbers) nor vectors of four to the end. */
const odd: readonly ModelCase[] = ["vae", "cgan"].map((id) => {
  const model = findModel(id)!;
  return { name: `${id}, odd sizes`, model, h: { ...smallSettings(model), latent: 3, hidden: 17, batch: 17 } };
});

/** What only points have. */
const points: readonly ModelCase[] = [
  { name: "vae, data: line, deviation: set", model: findModel("vae")!, h: { ...smallSettings(findModel("vae")!), data: "line", deviation: "set", latent: 1 } },
];

/** Each model with its defaults, and once with each other option of its choices, of data one of each kind; two models with odd sizes. */
export const modelCases: readonly ModelCase[] = [...variants, ...odd, ...points];

/**
 * Of these the eager steps call every kernel that those of any case call, with inputs of every number of dimensions; besides, both with odd
 * sizes. A model that brings a kernel has to be added (kernelCover.test.ts).
 */
export const KERNEL_COVER: readonly string[] = [
  "vae, data: ring", "iwae", "ss-vae", "vq-vae", "wgan", "wgan-gp, architecture: conv", "sngan", "pixel-flow", "translate",
  ...odd.map(({ name }) => name),
];

const SEED = 3;
/** With seed 3 an input of these models' ReLUs, or a difference whose sign counts, lies within rounding of 0, and backends fall to different sides of it. */
const OTHER_SEEDS: Readonly<Record<string, number>> = { "conv-vae": 5, translate: 5, flow: 5 };

/** Of runs that are compared number by number. */
export const seedOf = ({ id }: Model): number => OTHER_SEEDS[id] ?? SEED;

/** Grey noise with classes in turn: shaped like MNIST, or as wide as other data, but nothing to learn. `missing`: this share of its pixels is. */
export function greyBatch(count: number, seed = 1, width = PIXELS, missing = 0): Batch {
  const x = Float32Array.from(uniforms({ seed, purpose: "sample", step: 0 }, count * width));
  if (missing > 0) hideMissing(x, Array.from({ length: count }, (_, row) => row), missing, { seed, half: "train" });
  const y = oneHot(Uint8Array.from({ length: count }, (_, i) => i % CLASSES));
  return { x: tensor2d(x, [count, width]), y: tensor2d(y, [count, CLASSES]) };
}

/** Stands in for training data of any width. */
export const greyImages = {
  fillTrain(indices: ArrayLike<number>, x: Float32Array, y: Float32Array) {
    y.fill(0);
    const width = x.length / indices.length;
    for (let i = 0; i < indices.length; i++) {
      x.set(uniforms({ seed: 1, purpose: "sample", step: indices[i]! % 100 }, width), i * width);
      y[i * CLASSES + (indices[i]! % CLASSES)] = 1;
    }
  },
  trainLabels: (count: number) => Uint8Array.from({ length: count }, (_, image) => image % CLASSES),
};
