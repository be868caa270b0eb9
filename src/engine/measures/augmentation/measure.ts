/**
 * Measures how useful samples are as training images: small classifiers learn from few real images, unchanged, shifted, or
 * combined with samples.
 */
import { dispose, tensor, tensor2d, tidy, valueAndGrads, type Tensor } from "@tensorflow/tfjs-core";
import { initialValues, laneOf } from "../../../core/run/draws";
import { oneHot } from "../../../core/model/oneHot";
import { uniforms, words } from "../../../core/run/philox";
import { CLASSES, PIXELS } from "../../../core/run/runConfig";
import { imagesWithLabel, LABELS_DRAWN_FROM } from "../../../subject/data/labelled";
import { applyClassifier, CLASSIFIER_SHAPES, crossEntropy, shifted, type ClassifierParameters } from "../../../subject/metrics/classifier";
import { classesOf } from "../../../subject/metrics/judge/judge";
import { agreement } from "../../../subject/metrics/probe";
import { adamUpdate, factors, type AdamState } from "../../device/adam";
import { tf } from "../../device/tf";
import { imagesOf, realImages, sampleImages, slicesOf, type Images } from "../../measurementInputs/images";
import { subtask, type Measure, type MeasurementContext, type Measuring } from "../../measurementInputs/measurement";
import type { augmentation, AugmentationRow } from "../../../subject/measurements/augmentation/definition";

/** The numbers of real images of each class. */
const PER_CLASS = [10, 30, 100] as const;
/** The number of conditions: without samples, shifted, and with samples. */
const CONDITIONS = 3;

/** The number of images in a batch. */
const BATCH = 64;
/** The largest learning rate; it falls to zero along half a period of a cosine. */
const RATE = 3e-3;
const ADAM = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };
/** Some 50 ms with WASM on one core. */
const STEPS_IN_SLICE = 40;

/** The training sets of a classifier: each batch takes the same number of images from each set, drawn at random. */
interface TrainingSets {
  readonly sets: readonly Images[];
  readonly moved: boolean;
}

type States = ClassifierParameters<AdamState>;

type Name = keyof typeof CLASSIFIER_SHAPES;
const NAMES = Object.keys(CLASSIFIER_SHAPES) as Name[];

const ofEach = <T>(make: (name: Name, index: number) => T): ClassifierParameters<T> =>
  Object.fromEntries(NAMES.map((name, i) => [name, make(name, i)])) as Record<Name, T>; // one for each
const weightsOf = (states: States): ClassifierParameters<Tensor> => ofEach((name) => states[name].weight);
const release = (states: States) => dispose(Object.values(states).flatMap(({ weight, m, v }) => [weight, m, v]));

const fresh = (seed: number): States => ofEach((name) => {
  const shape = [...CLASSIFIER_SHAPES[name]];
  const init = shape.length > 1 ? { kind: "fanIn", fanIn: shape[0]! } as const : { kind: "zeros" } as const;
  const values = initialValues({ name: `augmentation/${name}`, network: "augmentation", shape, init, trainable: true }, seed);
  const zeros = () => tensor(new Float32Array(values.length), shape);
  return { weight: tensor(values, shape), m: zeros(), v: zeros() };
});

/** Returns the batch of a step; it depends on the seed and the step alone. */
function batchOf({ sets, moved }: TrainingSets, seed: number, step: number): Images {
  const places = uniforms({ seed, purpose: "sample", step, lane: laneOf("augmentation") }, BATCH);
  const pixels = new Float32Array(BATCH * PIXELS);
  const classes = Uint8Array.from(places, (place, i) => {
    const from = sets[i % sets.length]!;
    const image = Math.floor(place * from.classes.length);
    pixels.set(from.pixels.subarray(image * PIXELS, (image + 1) * PIXELS), i * PIXELS);
    return from.classes[image]!;
  });
  return { pixels: moved ? shifted(pixels, words({ seed, purpose: "augment", step, lane: laneOf("augmentation") }, 2 * BATCH)) : pixels, classes };
}

function trained(states: States, { pixels, classes }: Images, step: number, steps: number): States {
  return tidy(() => {
    const x = tensor2d(pixels, [BATCH, PIXELS]);
    const y = tensor2d(oneHot(classes), [BATCH, CLASSES]);
    const { grads } = valueAndGrads((...weights: Tensor[]) =>
      crossEntropy(tf, applyClassifier(tf, ofEach((_, i) => weights[i]!), x), y))(Object.values(weightsOf(states)));
    const lr = (RATE / 2) * (1 + Math.cos((Math.PI * step) / steps));
    return ofEach((name, i) => adamUpdate(states[name], grads[i]!, factors({ lr, ...ADAM, t: step + 1 })));
  });
}

/** Trains a classifier from its initialisation and returns its accuracy on test images. */
async function* accuracyOf(trainingSets: TrainingSets, test: Images, seed: number, steps: number): Measuring<number> {
  let states = fresh(seed);
  try {
    for (let step = 0; step < steps; step++) {
      const next = trained(states, batchOf(trainingSets, seed, step), step, steps);
      release(states);
      states = next;
      if ((step + 1) % STEPS_IN_SLICE > 0 && step + 1 < steps) continue;
      await states["upper/bias"].weight.data(); // a GPU's queue stays short
      yield (step + 1) / steps;
    }
    const logits = tidy(() => applyClassifier(tf, weightsOf(states), tensor2d(test.pixels, [test.classes.length, PIXELS])));
    try {
      return agreement(classesOf(await logits.data<"float32">()), test.classes);
    } finally {
      logits.dispose();
    }
  } finally {
    release(states);
  }
}

/** Draws conditional samples with the 256 grey levels of real images. */
async function* samplesOf(context: MeasurementContext, count: number): Measuring<Images> {
  const all = { pixels: new Float32Array(count * PIXELS), classes: new Uint8Array(count) };
  for (const slice of slicesOf(count)) {
    const { pixels, classes } = await sampleImages(context, slice);
    all.pixels.set(pixels.map((grey) => Math.round(255 * grey) / 255), slice.first * PIXELS);
    all.classes.set(classes, slice.first);
    yield 0;
  }
  return all;
}

export const measure: Measure<typeof augmentation> = {
  needs: ["train", "test"],
  judged: false,
  async *run(context, { images, samples, repetitions, steps }) {
    const { data, seed, frozen: { model, h } } = context;
    const made = yield* samplesOf(context, samples);
    const test = realImages(data, "test", { first: 0, count: images });
    const labels = data.trainLabels(LABELS_DRAWN_FROM);
    const told = model.labelled?.(h);
    const realOf = (perClass: number, repetition: number) =>
      imagesOf(data, "train", imagesWithLabel(labels, perClass, told === undefined ? repetition : seed));
    let done = 0;
    const each = async function* (trainingSets: (repetition: number) => TrainingSets): Measuring<readonly number[]> {
      const accuracies: number[] = [];
      for (let repetition = 0; repetition < repetitions; repetition++) {
        const work = accuracyOf(trainingSets(repetition), test, repetition, steps);
        accuracies.push(yield* subtask(work, done++, repetitions * (1 + PER_CLASS.length * CONDITIONS)));
      }
      return accuracies;
    };
    const samplesAlone = yield* each(() => ({ sets: [made], moved: false }));
    const rows: AugmentationRow[] = [];
    for (const perClass of PER_CLASS) {
      const of = (more: readonly Images[], moved: boolean) => each((repetition) => ({ sets: [realOf(perClass, repetition), ...more], moved }));
      const [real, moved, withSamples] = [yield* of([], false), yield* of([], true), yield* of([made], false)];
      rows.push({ labels: perClass * CLASSES, real, moved, withSamples });
    }
    return { images, samples, steps, told: told === undefined ? null : told * CLASSES, samplesAlone, rows };
  },
};
