/**
 * The evaluation classifier ("judge"): a small convolutional classifier of generated images. It names the digit that an image
 * shows, and its last hidden layer gives the features of the digit-FID. `npm run judge` (scripts/trainJudge.ts) trains the
 * bundled one on MNIST's training images and writes judge.bin and judge.json; this file does not train.
 */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { ElboError } from "../../../core/errors";
import { sizeOf } from "../../../core/model/parameters";
import { CLASSES, SIDE } from "../../../core/run/runConfig";
import type { Tensor, Tensor2D, Tensor4D, Tf } from "../../../core/model/tf";
import shipped from "./judge.json";

/** The number of units in the last hidden layer, the features of the digit-FID. */
export const FEATURES = 64;

/** Shapes of kernels, with the number of outputs last; each layer also has a bias of that many numbers. */
export const JUDGE_LAYERS = {
  conv1: [3, 3, 1, 16],
  conv2: [3, 3, 16, 32],
  hidden: [7 * 7 * 32, FEATURES],
  logits: [FEATURES, CLASSES],
} as const;
export type JudgeLayer = keyof typeof JUDGE_LAYERS;

const LAYERS = Object.entries(JUDGE_LAYERS) as readonly [JudgeLayer, readonly number[]][];

/** The parameters of each layer; T is a tensor or a typed array. */
export type JudgeParameters<T> = Readonly<Record<JudgeLayer, { readonly kernel: T; readonly bias: T }>>;

/** Makes the parameters layer by layer, in the order of `JUDGE_LAYERS`; `shape` is the kernel's. */
export function judgeParameters<T>(
  make: (layer: JudgeLayer, shape: readonly number[]) => JudgeParameters<T>[JudgeLayer],
): JudgeParameters<T> {
  const made = LAYERS.map(([layer, shape]): [JudgeLayer, JudgeParameters<T>[JudgeLayer]] => [layer, make(layer, shape)]);
  return Object.fromEntries(made) as Record<JudgeLayer, JudgeParameters<T>[JudgeLayer]>;
}

export interface Classification {
  /** The last hidden layer, [B,64]. */
  readonly features: Tensor2D;
  /** The logits, [B,10]. */
  readonly logits: Tensor2D;
}

/** Applies the classifier to x [B,784] in [0,1]. */
export function applyJudge(tf: Tf, parameters: JudgeParameters<Tensor>, x: Tensor2D): Classification {
  const { conv1, conv2, hidden, logits } = parameters;
  const batch = x.shape[0];
  const image: Tensor4D = tf.reshape(x, [batch, SIDE, SIDE, 1]);
  const conv = (input: Tensor4D, { kernel, bias }: typeof conv1): Tensor4D =>
    tf.relu(tf.add(tf.conv2d(input, kernel as Tensor4D, 2, "same"), bias));
  const small = conv(conv(image, conv1), conv2); // [B, 14,14,16] → [B, 7,7,32]
  const rows: Tensor2D = tf.reshape(small, [batch, JUDGE_LAYERS.hidden[0]]);
  const features: Tensor2D = tf.relu(tf.add(tf.matMul(rows, hidden.kernel as Tensor2D), hidden.bias)); // [B, 64]
  return { features, logits: tf.add(tf.matMul(features, logits.kernel as Tensor2D), logits.bias) };
}

/** The facts about a judge file, in judge.json. */
export interface JudgeRecord {
  readonly bytes: number;
  readonly sha256: string;
  /** The share of the 10,000 test images that it classifies correctly. */
  readonly testAccuracy: number;
  readonly seed: number;
  readonly epochs: number;
  /** The command that makes the file. */
  readonly command: string;
}

export type Judge = ReturnType<typeof judgeWith>;

/** The classifier that the page includes. */
export interface BundledJudge extends Judge {
  readonly record: JudgeRecord;
}

/** Returns a classifier with these weights, on the backend of `x`. */
export const judgeWith = (arrays: JudgeParameters<Float32Array>) => ({
  /** Classifies x [B,784] in [0,1]. Call it within `tidy`: it uploads its weights at each call. */
  apply: (tf: Tf, x: Tensor2D): Classification => applyJudge(tf, mapped(arrays, (values, shape) => onDevice(tf, values, shape)), x),
});

/**
 * Reads judge.bin. Throws "judge-damaged" if the bytes are not those that `record` describes: only a measured classifier is
 * used.
 */
export function readJudge(bytes: Uint8Array, record: JudgeRecord = shipped): BundledJudge {
  if (bytes.length !== record.bytes) {
    throw new ElboError("judge-damaged", `the evaluation classifier has ${bytes.length} bytes instead of ${record.bytes}`);
  }
  const digest = bytesToHex(sha256(bytes));
  if (digest !== record.sha256) {
    throw new ElboError("judge-damaged", `the evaluation classifier's SHA-256 is ${digest} instead of ${record.sha256}`);
  }
  return { record, ...judgeWith(unpackJudge(bytes)) };
}

function onDevice(tf: Tf, values: Float32Array, shape: readonly number[]): Tensor {
  return tf.reshape(tf.tensor2d(values, [1, values.length]), [...shape]);
}

function mapped<T, U>(parameters: JudgeParameters<T>, f: (value: T, shape: readonly number[]) => U): JudgeParameters<U> {
  return judgeParameters((layer, shape) => {
    const { kernel, bias } = parameters[layer];
    return { kernel: f(kernel, shape), bias: f(bias, [outputsOf(shape)]) };
  });
}

const outputsOf = (shape: readonly number[]): number => shape.at(-1)!;

/** The largest absolute value of a signed byte that is used: the range is symmetric. */
const LEVELS = 127;

/**
 * Packs the file: for each layer one scale per output and the biases as float32, then the kernel, a signed byte each, in units
 * of its output's scale. Little-endian.
 */
export function packJudge(parameters: JudgeParameters<Float32Array>): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(fileSize());
  let at = 0;
  const put = (part: Float32Array | Int8Array) => {
    out.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), at);
    at += part.byteLength;
  };
  for (const [layer, shape] of LAYERS) {
    const { kernel, bias } = parameters[layer];
    const outputs = outputsOf(shape);
    const scales = new Float32Array(outputs);
    kernel.forEach((value, i) => { scales[i % outputs] = Math.max(scales[i % outputs]!, Math.abs(value) / LEVELS); });
    put(scales);
    put(bias);
    put(Int8Array.from(kernel, (value, i) => Math.round(value / (scales[i % outputs]! || 1))));
  }
  return out;
}

/** Reads parameters that `packJudge` has packed. */
export function unpackJudge(bytes: Uint8Array): JudgeParameters<Float32Array> {
  if (bytes.length !== fileSize()) throw new ElboError("judge-damaged", `${bytes.length} bytes are not ${fileSize()}`);
  const copy = bytes.slice().buffer; // whose parts are aligned
  let at = 0;
  const floats = (count: number) => {
    const part = new Float32Array(copy, at, count);
    at += part.byteLength;
    return part;
  };
  return judgeParameters((_, shape) => {
    const outputs = outputsOf(shape);
    const scales = floats(outputs);
    const bias = floats(outputs);
    const kernel = Float32Array.from(new Int8Array(copy, at, sizeOf(shape)), (value, i) => value * scales[i % outputs]!);
    at += kernel.length;
    return { kernel, bias };
  });
}

const fileSize = (): number =>
  LAYERS.reduce((sum, [, shape]) => sum + 2 * Float32Array.BYTES_PER_ELEMENT * outputsOf(shape) + sizeOf(shape), 0);

/** Returns the class with the largest logit: logits [n,10] → [n]. */
export function classesOf(logits: ArrayLike<number>): Uint8Array {
  return Uint8Array.from({ length: logits.length / CLASSES }, (_, i) => {
    let best = 0;
    for (let k = 1; k < CLASSES; k++) if (logits[i * CLASSES + k]! > logits[i * CLASSES + best]!) best = k;
    return best;
  });
}

/** Returns the softmax probability of that class: logits [n,10] → [n]. */
export function certaintiesOf(logits: ArrayLike<number>): Float32Array {
  const classes = classesOf(logits);
  return Float32Array.from(classes, (best, i) => {
    let sum = 0;
    for (let k = 0; k < CLASSES; k++) sum += Math.exp(logits[i * CLASSES + k]! - logits[i * CLASSES + best]!);
    return 1 / sum;
  });
}
