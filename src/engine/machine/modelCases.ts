/** Small test cases of every variant of every model, trained on grey noise, for Node and browsers. */
import { tensor2d } from "@tensorflow/tfjs-core";
import { defaultsOf, isInUse, type HyperparameterValues } from "../../core/model/hyperparameters";
import type { Batch, Model } from "../../core/model/model";
import { oneHot } from "../../core/model/oneHot";
import { uniforms } from "../../core/run/philox";
import { CLASSES, PIXELS } from "../../core/run/runConfig";
import { hideMissing } from "../../core/model/missing";
import { POINTS } from "../../subject/data/registry";
import { findModel, models } from "../../subject/models/registry";

/** Settings for small networks and batches and few repetitions, for the models that have them. */
const SMALL: HyperparameterValues = { latent: 2, hidden: 16, filters: 8, flowWidth: 16, flowSteps: 3, criticSteps: 2, batch: 16 };

/** Returns a model's default settings with small networks and batches. */
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

/** Sizes that are multiples neither of WebGL's packed texels (2 × 2 elements) nor of vectors of four. */
const odd: readonly ModelCase[] = ["vae", "cgan"].map((id) => {
  const model = findModel(id)!;
  return { name: `${id}, odd sizes`, model, h: { ...smallSettings(model), latent: 3, hidden: 17, batch: 17 } };
});

/** Settings that only models of points have. */
const points: readonly ModelCase[] = [
  { name: "vae, data: line, deviation: set", model: findModel("vae")!, h: { ...smallSettings(findModel("vae")!), data: "line", deviation: "set", latent: 1 } },
];

/** Each model with its defaults, and once with each other option of its choices (of point data, one); two models with odd sizes. */
export const modelCases: readonly ModelCase[] = [...variants, ...odd, ...points];

/**
 * Cases whose eager steps together call every kernel that any case calls, with inputs of every rank; and the two with odd sizes.
 * A model that uses another kernel has to be added (kernelCover.test.ts).
 */
export const KERNEL_COVER: readonly string[] = [
  "vae, data: ring", "iwae", "ss-vae", "vq-vae", "wgan", "wgan-gp, architecture: conv", "sngan", "pixel-flow", "translate",
  ...odd.map(({ name }) => name),
];

const SEED = 3;
/** With seed 3 an input of these models' ReLUs, or a difference whose sign counts, is within rounding of 0, and backends round it to different sides. */
const OTHER_SEEDS: Readonly<Record<string, number>> = { "conv-vae": 5, translate: 5, flow: 5 };

/** Returns the seed of a model's run that is compared between backends. */
export const seedOf = ({ id }: Model): number => OTHER_SEEDS[id] ?? SEED;

/** Returns a batch of grey noise with classes in turn, shaped like MNIST or as wide as other data. `missing`: the share of missing pixels. */
export function greyBatch(count: number, seed = 1, width = PIXELS, missing = 0): Batch {
  const x = Float32Array.from(uniforms({ seed, purpose: "sample", step: 0 }, count * width));
  if (missing > 0) hideMissing(x, Array.from({ length: count }, (_, row) => row), missing, { seed, half: "train" });
  const y = oneHot(Uint8Array.from({ length: count }, (_, i) => i % CLASSES));
  return { x: tensor2d(x, [count, width]), y: tensor2d(y, [count, CLASSES]) };
}

/** Training data of grey noise, of any width. */
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
