/**
 * Images derived from an image: its edges, the image with noise, blurred, or at a quarter of its size. All are [B,784] in
 * [0,1].
 */
import type { NoiseSpec } from "../../../core/model/model";
import { PIXELS, SIDE } from "../../../core/run/runConfig";
import type { Tensor2D, Tensor4D, Tf } from "../../../core/model/tf";

export const DERIVED = ["edges", "noise", "blur", "quarter"] as const;
export type Derived = (typeof DERIVED)[number];

/** The standard deviation of the noise, in grey values. */
const NOISE = 0.6;
/** The standard deviation of the blur in pixels, which is cut off at REACH. */
const BLUR = 2, REACH = 4;
/** The side of the square of pixels that become one. */
const QUARTER = 4;

const SOBEL = [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]];
/** The largest gradient that pixels in [0,1] give it. */
const STEEPEST = 4;

/** Filters an image with a kernel [height][width]. */
function filtered(tf: Tf, x: Tensor4D, kernel: readonly (readonly number[])[], stride = 1): Tensor4D {
  const values = tf.tensor2d(kernel.flat(), [kernel.length * kernel[0]!.length, 1]);
  const weights: Tensor4D = tf.reshape(values, [kernel.length, kernel[0]!.length, 1, 1]);
  return tf.conv2d(x, weights, stride, "same");
}

const asRows = (tf: Tf, made: Tensor4D): Tensor2D => tf.reshape(made, [made.shape[0], PIXELS]);

/** Returns the gradient's length by Sobel's filters, white at the maximum. */
function edges(tf: Tf, x: Tensor4D): Tensor2D {
  const across = asRows(tf, filtered(tf, x, SOBEL));
  const down = asRows(tf, filtered(tf, x, SOBEL.map((_, row) => SOBEL.map((line) => line[row]!))));
  const length = tf.sqrt(tf.add(tf.add(tf.square(across), tf.square(down)), 1e-6));
  return tf.clipByValue(tf.div(length, STEEPEST), 0, 1);
}

const bell = Array.from({ length: 2 * REACH + 1 }, (_, i) => Math.exp(-((i - REACH) ** 2) / (2 * BLUR * BLUR)));
const BELL = bell.map((weight) => weight / bell.reduce((sum, one) => sum + one));

/** Returns the means of 4×4 pixels, 7×7 of them, each enlarged. */
function quarter(tf: Tf, x: Tensor4D): Tensor4D {
  const box = Array.from({ length: QUARTER }, () => new Array<number>(QUARTER).fill(1 / (QUARTER * QUARTER)));
  const small = filtered(tf, x, box, QUARTER); // [B, 7, 7, 1]
  const pixels = QUARTER * QUARTER;
  const ones: Tensor4D = tf.reshape(tf.tensor2d(new Float32Array(pixels).fill(1), [pixels, 1]), [QUARTER, QUARTER, 1, 1]);
  return tf.conv2dTranspose(small, ones, [x.shape[0], SIDE, SIDE, 1], QUARTER, "same");
}

/** Derives an image; noise is standard normal, for "noise" only. */
export function derivedImage(tf: Tf, x: Tensor2D, noise: Tensor2D | undefined, from: Derived): Tensor2D {
  const image: Tensor4D = tf.reshape(x, [x.shape[0], SIDE, SIDE, 1]);
  switch (from) {
    case "edges": return edges(tf, image);
    case "noise": return tf.clipByValue(tf.add(x, tf.mul(noise!, NOISE)), 0, 1);
    case "blur": return asRows(tf, filtered(tf, filtered(tf, image, [BELL]), BELL.map((weight) => [weight])));
    case "quarter": return asRows(tf, quarter(tf, image));
    default: return from satisfies never;
  }
}

/** Returns the noise that it needs: drawn at each training step, fixed for each test image. */
export const derivedNoise = ({ from, batch }: { readonly from: Derived; readonly batch: number }): { readonly grain?: NoiseSpec } =>
  (from === "noise" ? { grain: { shape: [batch, PIXELS], purpose: "augment", fixedPerImage: true } } : {});
