/** What tests train models on, in Node and in a browser: every variant of every model, small, on grey noise. */
import { tensor2d } from "@tensorflow/tfjs-core";
import { defaultsOf, type HyperparameterValues } from "../../core/hyperparameters";
import type { Batch, Model } from "../../core/model";
import { oneHot } from "../../core/oneHot";
import { uniforms } from "../../core/philox";
import { CLASSES, PIXELS } from "../../core/runConfig";
import { findModel, models } from "../../models/registry";

/** A model's defaults, as small as its ranges allow. */
export function smallSettings(model: Model): HyperparameterValues {
  return { ...defaultsOf(model.hyperparameters), latent: 2, hidden: 16, batch: 16 };
}

export interface ModelCase {
  readonly name: string;
  readonly model: Model;
  readonly h: HyperparameterValues;
}

const variants: readonly ModelCase[] = models.flatMap((model) => {
  const small = smallSettings(model);
  const others = Object.entries(model.hyperparameters).flatMap(([key, setting]) => setting.kind !== "choice" ? [] :
    setting.options.filter((option) => option !== setting.default).map((option) => ({ key, option })));
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

/** Each model with its defaults, and once with each other option of its choices; two models with odd sizes. */
export const modelCases: readonly ModelCase[] = [...variants, ...odd];

/**
 * Of these the eager steps call every kernel that those of any case call, with inputs of every number of dimensions; besides, both with odd
 * sizes. A model that brings a kernel has to be added (kernelCover.test.ts).
 */
export const KERNEL_COVER: readonly string[] = [
  "vae, likelihood: gaussian-learned", "iwae", "ss-vae", "vq-vae", "wgan", "wgan-gp, architecture: conv", "sngan", "completion-cgan",
  ...odd.map(({ name }) => name),
];

/** Grey noise with classes in turn: shaped like MNIST, but nothing to learn. */
export function greyBatch(count: number, seed = 1): Batch {
  const x = Float32Array.from(uniforms({ seed, purpose: "sample", step: 0 }, count * PIXELS));
  const y = oneHot(Uint8Array.from({ length: count }, (_, i) => i % CLASSES));
  return { x: tensor2d(x, [count, PIXELS]), y: tensor2d(y, [count, CLASSES]) };
}

/** Stands in for the training images. */
export const greyImages = {
  fillTrain(indices: ArrayLike<number>, x: Float32Array, y: Float32Array) {
    y.fill(0);
    for (let i = 0; i < indices.length; i++) {
      x.set(uniforms({ seed: 1, purpose: "sample", step: indices[i]! % 100 }, PIXELS), i * PIXELS);
      y[i * CLASSES + (indices[i]! % CLASSES)] = 1;
    }
  },
  trainLabels: (count: number) => Uint8Array.from({ length: count }, (_, image) => image % CLASSES),
};
