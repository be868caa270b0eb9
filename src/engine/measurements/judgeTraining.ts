/** Trains evaluation classifiers: the bundled one by `npm run judge`, one for a reader's own images in the worker. All randomness comes from the seed. */
import { dispose, tensor, tensor2d, tidy, valueAndGrads, type Tensor } from "@tensorflow/tfjs-core";
import { sizeOf } from "../../core/model/parameters";
import { initialValues } from "../../core/run/draws";
import { words } from "../../core/run/philox";
import { CLASSES, PIXELS } from "../../core/run/runConfig";
import { createOrder } from "../../subject/data/order";
import { crossEntropy, shifted } from "../../subject/metrics/classifier";
import { applyJudge, JUDGE_LAYERS, judgeParameters, type Judge, type JudgeParameters } from "../../subject/metrics/judge/judge";
import { agreement } from "../../subject/metrics/probe";
import { adamUpdate, factors, type AdamState } from "../device/adam";
import { tf } from "../device/tf";
import { classifyImages, realImages, slicesOf } from "../measurementInputs/images";
import type { MeasurementData, Measuring } from "../measurementInputs/measurement";

/** Images in a batch. */
export const JUDGE_BATCH = 128;
/** Initial learning rate; it falls to zero by a cosine schedule. */
const RATE = 2e-3;
const ADAM = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };

type States = JudgeParameters<AdamState>;
const inOrder = <T>(parameters: JudgeParameters<T>): T[] => Object.values(parameters).flatMap(({ kernel, bias }) => [kernel, bias]);
const layered = <T>(values: readonly T[]): JudgeParameters<T> => {
  const left = values.values();
  return judgeParameters(() => ({ kernel: left.next().value!, bias: left.next().value! }));
};

function fresh(name: string, shape: readonly number[], init: Parameters<typeof initialValues>[0]["init"], seed: number): AdamState {
  const values = initialValues({ name, network: "judge", shape, init, trainable: true }, seed);
  const zeros = () => tensor(new Float32Array(values.length), [...shape]);
  return { weight: tensor(values, [...shape]), m: zeros(), v: zeros() };
}

const freshJudge = (seed: number): States => judgeParameters((layer) => {
  const shape = JUDGE_LAYERS[layer];
  const fanIn = sizeOf(shape.slice(0, -1));
  return {
    kernel: fresh(`judge/${layer}/kernel`, shape, { kind: "fanIn", fanIn }, seed),
    bias: fresh(`judge/${layer}/bias`, shape.slice(-1), { kind: "zeros" }, seed),
  };
});

const release = (states: States) => inOrder(states).forEach(({ weight, m, v }) => dispose([weight, m, v]));

interface Options {
  readonly seed: number;
  readonly steps: number;
  /** Receives the loss of each step, in nats. */
  readonly onLoss?: (loss: number) => void;
}

/**
 * Trains on the training images, each randomly shifted by up to two pixels. A step is a slice: some 50 ms with WASM on one core.
 * Throws RangeError if there is no full batch.
 */
export async function* trainJudge(
  data: Pick<MeasurementData, "trainImages" | "fillTrain">, { seed, steps, onLoss }: Options,
): Measuring<JudgeParameters<Float32Array>> {
  const order = createOrder(seed, JUDGE_BATCH, data.trainImages);
  let states = freshJudge(seed);
  try {
    for (let step = 0; step < steps; step++) {
      const pixels = new Float32Array(JUDGE_BATCH * PIXELS);
      const labels = new Float32Array(JUDGE_BATCH * CLASSES);
      data.fillTrain(order.indices(step), pixels, labels);
      const lr = (RATE / 2) * (1 + Math.cos((Math.PI * step) / steps));
      const before = states;
      const { loss, next } = tidy(() => {
        const x = tensor2d(shifted(pixels, words({ seed, purpose: "augment", step }, 2 * JUDGE_BATCH)), [JUDGE_BATCH, PIXELS]);
        const y = tensor2d(labels, [JUDGE_BATCH, CLASSES]);
        const old = inOrder(before);
        const { value, grads } = valueAndGrads((...weights: Tensor[]) => crossEntropy(tf, applyJudge(tf, layered(weights), x).logits, y))(
          old.map(({ weight }) => weight));
        return { loss: value, next: layered(old.map((state, i) => adamUpdate(state, grads[i]!, factors({ lr, ...ADAM, t: step + 1 })))) };
      });
      release(before);
      states = next;
      const value = (await loss.data<"float32">())[0]!; // reading it keeps a GPU's queue short
      loss.dispose();
      onLoss?.(value);
      yield (step + 1) / steps;
    }
    return layered(await Promise.all(inOrder(states).map(({ weight }) => weight.data<"float32">())));
  } finally {
    release(states);
  }
}

/** Returns the accuracy on the test images, 0 to 1. */
export async function* testAccuracyOf(judge: Judge, data: MeasurementData): Measuring<number> {
  let right = 0;
  for (const slice of slicesOf(data.testImages)) {
    const real = realImages(data, "test", slice);
    right += agreement((await classifyImages(judge, real.pixels)).classes, real.classes) * slice.count;
    yield (slice.first + slice.count) / data.testImages;
  }
  return right / data.testImages;
}
