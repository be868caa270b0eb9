/**
 * A small classifier of digits that is trained for each measurement, to find out how useful training images are: 784 pixels, 32
 * hidden units, ten classes. The evaluation classifier's training uses its loss and its shifted images, too.
 */
import { CLASSES, PIXELS, SIDE } from "../../core/run/runConfig";
import type { Scalar, Tensor, Tensor2D, Tf } from "../../core/model/tf";

const HIDDEN = 32;

/** The shapes of its parameters. */
export const CLASSIFIER_SHAPES = {
  "lower/kernel": [PIXELS, HIDDEN],
  "lower/bias": [HIDDEN],
  "upper/kernel": [HIDDEN, CLASSES],
  "upper/bias": [CLASSES],
} as const;
export type ClassifierParameters<T> = Readonly<Record<keyof typeof CLASSIFIER_SHAPES, T>>;

/** Computes logits [B,10] of x [B,784] in [0,1]. */
export function applyClassifier(tf: Tf, parameters: ClassifierParameters<Tensor>, x: Tensor2D): Tensor2D {
  const dense = (layer: "lower" | "upper", input: Tensor2D): Tensor2D =>
    tf.add(tf.matMul(input, parameters[`${layer}/kernel`] as Tensor2D), parameters[`${layer}/bias`]);
  return dense("upper", tf.relu(dense("lower", x)));
}

/** Returns −log p(y|x), the mean over the batch. logits is [B,10], y one-hot [B,10]. */
export function crossEntropy(tf: Tf, logits: Tensor2D, y: Tensor2D): Scalar {
  const below: Tensor2D = tf.sub(logits, tf.max(logits, 1, true));
  return tf.mean(tf.sub(tf.log(tf.sum(tf.exp(below), 1)), tf.sum(tf.mul(below, y), 1)));
}

const SHIFT = 2;

/**
 * Shifts each image by −2 … 2 random pixels in both directions; new pixels are black. x is [n,784]; draws are [2n] numbers of
 * 32 bits.
 */
export function shifted(x: Float32Array, draws: Uint32Array): Float32Array {
  const out = new Float32Array(x.length);
  const shift = (draw: number) => Math.floor((draw / 0x100000000) * (2 * SHIFT + 1)) - SHIFT;
  for (let image = 0; image < x.length / PIXELS; image++) {
    const down = shift(draws[2 * image]!), right = shift(draws[2 * image + 1]!);
    for (let row = Math.max(0, down); row < Math.min(SIDE, SIDE + down); row++) {
      for (let column = Math.max(0, right); column < Math.min(SIDE, SIDE + right); column++) {
        out[image * PIXELS + row * SIDE + column] = x[image * PIXELS + (row - down) * SIDE + column - right]!;
      }
    }
  }
  return out;
}
