/** Images of domain A, made from MNIST's, which are domain B. All are [n,784] in [0,1]. */
import { PIXELS, SIDE } from "../../../core/run/runConfig";
import type { Tensor2D, Tensor4D, Tf } from "../../../core/model/tf";

export const DOMAINS = ["thick", "slanted"] as const;
export type Domain = (typeof DOMAINS)[number];

/** Pixels to the right for each row upwards. */
const SLANT = 0.6;
/** The side in pixels of the square by which strokes are dilated. */
const BRUSH = 3;

/** Returns the matrix [784,784] from images to slanted ones, by linear interpolation. The middle row stays in place. */
function shear(): Float32Array {
  const matrix = new Float32Array(PIXELS * PIXELS);
  for (let row = 0; row < SIDE; row++) {
    const shift = SLANT * ((SIDE - 1) / 2 - row);
    for (let column = 0; column < SIDE; column++) {
      const left = Math.floor(column + shift), right = column + shift - left;
      for (const [to, share] of [[left, 1 - right], [left + 1, right]] as const) {
        if (to >= 0 && to < SIDE) matrix[(row * SIDE + column) * PIXELS + row * SIDE + to] = share;
      }
    }
  }
  return matrix;
}

/** Returns the brightest of the 3×3 pixels around each: dilation by a square. */
function thickened(tf: Tf, x: Tensor2D): Tensor2D {
  const n = x.shape[0];
  const taps = BRUSH * BRUSH;
  const identity = Float32Array.from({ length: taps * taps }, (_, i) => (i % (taps + 1) === 0 ? 1 : 0));
  const around: Tensor4D = tf.conv2d<Tensor4D>(
    tf.reshape(x, [n, SIDE, SIDE, 1]), tf.reshape(tf.tensor2d(identity, [taps, taps]), [BRUSH, BRUSH, 1, taps]), 1, "same",
  ); // [n, 28, 28, 9]
  return tf.reshape(tf.max(tf.reshape(around, [n * PIXELS, taps]), 1), [n, PIXELS]);
}

/** Converts images of B, [n,784] in [0,1], to domain A. */
export function inDomainA(tf: Tf, x: Tensor2D, domain: Domain): Tensor2D {
  switch (domain) {
    case "slanted": return tf.matMul(x, tf.tensor2d(shear(), [PIXELS, PIXELS]));
    case "thick": return thickened(tf, x);
    default: return domain satisfies never;
  }
}
