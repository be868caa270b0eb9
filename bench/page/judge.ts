/**
 * Measures how often the cGAN draws the conditioning class, by a classifier 784-400-10 that is trained here on the training
 * images. It uses the engine's parts, but nothing of the model under test.
 */
import { dispose, tensor2d, tidy, valueAndGrads, type Scalar, type Tensor, type Tensor2D } from "@tensorflow/tfjs-core";
import { defaultsOf } from "../../src/core/model/hyperparameters";
import type { NetworkSpec } from "../../src/core/model/network";
import { normals } from "../../src/core/run/philox";
import { CLASSES, PIXELS } from "../../src/core/run/runConfig";
import type { Dataset } from "../../src/subject/data/dataset";
import { createOrder } from "../../src/subject/data/order";
import { startBackend } from "../../src/engine/device/backends/start";
import { adamUpdate, factors, type AdamState } from "../../src/engine/device/adam";
import { decodeImages } from "../../src/engine/pictures/pictures";
import { tf } from "../../src/engine/device/tf";
import { createTrainer } from "../../src/engine/trainer/trainer";
import { bind, initialise, type Tensors } from "../../src/engine/step/weights";
import { cgan } from "../../src/subject/models/cgan/model";
import { dense } from "../../src/subject/models/shared/layers";
import { answer } from "./answer";
import { wholeDataset } from "./contestant";
import { wasmPaths } from "./wasmPaths";
import { SEED } from "./workloads";

export interface JudgedCgan {
  /** The share of test images that the evaluation classifier classifies correctly. */
  readonly judge: number;
  readonly epochs: readonly Epoch[];
}

interface Epoch {
  readonly accuracy: number;
  readonly byClass: readonly number[];
  readonly msPerStep: number;
}

const BATCH = 128;
const EPOCHS = 10;
/** The epoch from which the learning rate is a tenth. */
const SLOW_FROM = 7;
const JUDGE_SEED = 9;
const SAMPLES_PER_CLASS = 1000;

const specs = {
  judge: {
    role: "encoder", widths: [PIXELS, 400, CLASSES],
    layers: { hidden: dense(PIXELS, 400), logits: dense(400, CLASSES) },
  },
} as const satisfies Record<string, NetworkSpec>;

/** x: [B,784] in [0,1] → logits [B,10]. */
function logitsOf(weights: Tensors, x: Tensor2D): Tensor2D {
  const { judge } = bind(specs, weights, "use");
  return judge!.logits!(tf.relu(judge!.hidden!(x)));
}

/** −log softmax at the class. The logits stay small enough for exp. */
const crossEntropy = (logits: Tensor2D, y: Tensor2D): Scalar =>
  tf.mean(tf.sub(tf.log(tf.sum(tf.exp(logits), 1)), tf.sum(tf.mul(logits, y), 1)));

function trainJudge(dataset: Dataset): Tensors {
  const order = createOrder(JUDGE_SEED, BATCH);
  const names = Object.keys(initialise(specs, JUDGE_SEED));
  const start = initialise(specs, JUDGE_SEED);
  let states: AdamState[] = names.map((name) => {
    const weight = start[name]!;
    return { weight, m: tf.mul(weight, 0), v: tf.mul(weight, 0) };
  });
  const asWeights = (values: readonly Tensor[]): Tensors =>
    Object.fromEntries(names.map((name, i) => [name, values[i]!]));
  const x = new Float32Array(BATCH * PIXELS);
  const y = new Float32Array(BATCH * CLASSES);
  for (let step = 0; step < EPOCHS * order.stepsPerEpoch; step++) {
    dataset.fillTrain(order.indices(step), x, y);
    const lr = step < SLOW_FROM * order.stepsPerEpoch ? 1e-3 : 1e-4;
    const next = tidy(() => {
      const [images, classes] = [tensor2d(x.slice(), [BATCH, PIXELS]), tensor2d(y.slice(), [BATCH, CLASSES])];
      const loss = (...moving: Tensor[]) => crossEntropy(logitsOf(asWeights(moving), images), classes);
      const { grads } = valueAndGrads(loss)(states.map(({ weight }) => weight));
      return states.map((state, i) => adamUpdate(state, grads[i]!, factors({ lr, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, t: step + 1 })));
    });
    dispose(states);
    states = next;
  }
  return asWeights(states.map(({ weight }) => weight));
}

/** pixels: n × 784 → n classes. */
async function classify(weights: Tensors, pixels: Float32Array): Promise<number[]> {
  const count = pixels.length / PIXELS;
  const logits = tidy(() => logitsOf(weights, tensor2d(pixels, [count, PIXELS])));
  const values = await logits.data();
  logits.dispose();
  return Array.from({ length: count }, (_, n) => {
    const own = values.subarray(n * CLASSES, (n + 1) * CLASSES);
    return own.indexOf(Math.max(...own));
  });
}

async function accuracyOnTest(weights: Tensors, dataset: Dataset): Promise<number> {
  const labels = dataset.testLabels(dataset.testImages);
  const x = new Float32Array(1000 * PIXELS);
  const y = new Float32Array(1000 * CLASSES);
  let right = 0;
  for (let first = 0; first < dataset.testImages; first += 1000) {
    dataset.fillTest(Uint32Array.from({ length: 1000 }, (_, i) => first + i), x, y);
    right += (await classify(weights, x.slice())).filter((k, i) => k === labels[first + i]).length;
  }
  return right / dataset.testImages;
}

answer<{ epochs: number; baseUrl: string }>(async ({ epochs, baseUrl }): Promise<JudgedCgan> => {
  await startBackend("wasm", { wasmPaths, softwareWebgl: false, onLost: () => undefined });
  const dataset = await wholeDataset(baseUrl);
  const judge = trainJudge(dataset);
  const hyperparameters = defaultsOf(cgan.hyperparameters);
  const trainer = createTrainer(cgan, { model: "cgan", seed: SEED, backend: "wasm", hyperparameters }, dataset);
  const measured: Epoch[] = [];
  for (let epoch = 0; epoch < epochs; epoch++) {
    const start = performance.now();
    for (let i = 0; i < trainer.stepsPerEpoch; i++) trainer.advance();
    await trainer.losses();
    const msPerStep = (performance.now() - start) / trainer.stepsPerEpoch;
    const byClass: number[] = [];
    for (let k = 0; k < CLASSES; k++) {
      const z = normals({ seed: JUDGE_SEED, purpose: "sample", step: k }, SAMPLES_PER_CLASS * hyperparameters.latent);
      const images = await decodeImages(trainer, z, new Uint8Array(SAMPLES_PER_CLASS).fill(k));
      byClass.push((await classify(judge, images)).filter((seen) => seen === k).length / SAMPLES_PER_CLASS);
    }
    measured.push({ accuracy: byClass.reduce((sum, share) => sum + share / CLASSES, 0), byClass, msPerStep });
  }
  return { judge: await accuracyOnTest(judge, dataset), epochs: measured };
});
