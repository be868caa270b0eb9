/**
 * Trains the judge and writes src/metrics/judge/judge.bin and judge.json: `npm run judge` (some five minutes on one
 * core). Everything random comes from the seed, so the same machine makes the same file. Images are shifted by up to
 * two pixels each time they are seen. The test images are looked at once, at the end, with the weights as they are stored.
 */
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { dispose, tensor, tensor2d, tidy, valueAndGrads, type Tensor } from "@tensorflow/tfjs-core";
import { words } from "../src/core/philox";
import { CLASSES, PIXELS } from "../src/core/runConfig";
import { createOrder } from "../src/data/order";
import { adamUpdate, factors, type AdamState } from "../src/engine/device/kernels/adam";
import { diskDataset } from "../src/engine/measurements/testing";
import { useBackend } from "../src/engine/testing";
import { tf } from "../src/engine/device/tf";
import { initialValues } from "../src/engine/step/weights";
import { crossEntropy, shifted } from "../src/metrics/classifier";
import {
  applyJudge, classesOf, JUDGE_LAYERS, judgeParameters, packJudge, readJudge, type JudgeParameters, type JudgeRecord,
} from "../src/metrics/judge/judge";

const SEED = 1;
const BATCH = 128;
/** Largest learning rate; it falls to zero along half a period of a cosine. */
const RATE = 2e-3;
const ADAM = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };

const { values: options } = parseArgs({ options: { epochs: { type: "string", default: "12" } } });
const epochs = Number(options.epochs);
const folder = path.resolve("src/metrics/judge");

await useBackend("wasm");
const data = await diskDataset();
const order = createOrder(SEED, BATCH);
const steps = epochs * order.stepsPerEpoch;

/** Every kernel and bias under "layer/kernel" and "layer/bias". */
let states = Object.fromEntries(Object.entries(JUDGE_LAYERS).flatMap(([layer, shape]) => {
  const fanIn = shape.slice(0, -1).reduce((product, n) => product * n, 1);
  return [
    [`${layer}/kernel`, fresh(`judge/${layer}/kernel`, shape, { kind: "fanIn", fanIn })],
    [`${layer}/bias`, fresh(`judge/${layer}/bias`, shape.slice(-1), { kind: "zeros" })],
  ];
})) as Record<string, AdamState>;
const names = Object.keys(states);

function fresh(name: string, shape: readonly number[], init: Parameters<typeof initialValues>[0]["init"]): AdamState {
  const values = initialValues({ name, network: "judge", shape, init, trainable: true }, SEED);
  const zeros = () => tensor(new Float32Array(values.length), [...shape]);
  return { weight: tensor(values, [...shape]), m: zeros(), v: zeros() };
}

const layered = <T>(of: (name: string) => T): JudgeParameters<T> =>
  judgeParameters((layer) => ({ kernel: of(`${layer}/kernel`), bias: of(`${layer}/bias`) }));

function trainStep(step: number): Tensor {
  const pixels = new Float32Array(BATCH * PIXELS);
  const labels = new Float32Array(BATCH * CLASSES);
  data.fillTrain(order.indices(step), pixels, labels);
  const before = states;
  const { loss, next } = tidy(() => {
    const x = tensor2d(shifted(pixels, words({ seed: SEED, purpose: "augment", step }, 2 * BATCH)), [BATCH, PIXELS]);
    const y = tensor2d(labels, [BATCH, CLASSES]);
    const { value, grads } = valueAndGrads((...moving: Tensor[]) => {
      const parameters = layered((name) => moving[names.indexOf(name)]!);
      return crossEntropy(tf, applyJudge(tf, parameters, x).logits, y);
    })(names.map((name) => before[name]!.weight));
    const lr = (RATE / 2) * (1 + Math.cos((Math.PI * step) / steps));
    const moved = names.map((name, i) => [name, { ...adamUpdate(before[name]!, grads[i]!, factors({ lr, ...ADAM, t: step + 1 })) }] as const);
    return { loss: value, next: Object.fromEntries(moved) };
  });
  for (const { weight, m, v } of Object.values(before)) dispose([weight, m, v]);
  states = next;
  return loss;
}

async function accuracy(bytes: Uint8Array, record: JudgeRecord): Promise<number> {
  const judge = readJudge(bytes, record);
  const count = 500;
  let right = 0;
  for (let first = 0; first < data.testImages; first += count) {
    const x = new Float32Array(count * PIXELS);
    const y = new Float32Array(count * CLASSES);
    data.fillTest(Uint32Array.from({ length: count }, (_, i) => first + i), x, y);
    const logits = tidy(() => judge.apply(tf, tensor2d(x, [count, PIXELS])).logits);
    classesOf(await logits.data<"float32">()).forEach((label, i) => { right += y[i * CLASSES + label]!; });
    logits.dispose();
  }
  return right / data.testImages;
}

const began = performance.now();
let sum = 0;
for (let step = 0; step < steps; step++) {
  const loss = trainStep(step);
  sum += (await loss.data())[0]!;
  loss.dispose();
  if ((step + 1) % order.stepsPerEpoch !== 0) continue;
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  console.log(`epoch ${(step + 1) / order.stepsPerEpoch}: ${(sum / order.stepsPerEpoch).toFixed(4)} nats, ${seconds} s`);
  sum = 0;
}

const values = Object.fromEntries(await Promise.all(names.map(async (name) =>
  [name, await states[name]!.weight.data<"float32">()] as const)));
const bytes = packJudge(layered((name) => values[name]!));
const record: JudgeRecord = {
  bytes: bytes.length, sha256: bytesToHex(sha256(bytes)), testAccuracy: 0, seed: SEED, epochs,
  command: "npm run judge",
};
const testAccuracy = await accuracy(bytes, record);
await writeFile(path.join(folder, "judge.bin"), bytes);
await writeFile(path.join(folder, "judge.json"), `${JSON.stringify({ ...record, testAccuracy }, null, 2)}\n`);
console.log(`${(100 * testAccuracy).toFixed(2)} % of the test images, ${bytes.length} bytes`);
