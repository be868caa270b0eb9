/** The part of an image that a completing model gets. */
import type { GivenImage } from "../../../core/model/model";
import { PIXELS, SIDE } from "../../../core/run/runConfig";
import type { Tensor2D, Tf } from "../../../core/model/tf";

export const VISIBLE = ["three-quarters", "half"] as const;
export type Visible = (typeof VISIBLE)[number];

/** Returns the mask [784], 1 where a pixel is given. Three quarters: all but the lower right one. Half: the left one. */
function visiblePixels(visible: Visible): Float32Array {
  const mask = new Float32Array(PIXELS);
  for (let row = 0; row < SIDE; row++) {
    for (let column = 0; column < SIDE; column++) {
      const left = column < SIDE / 2, upper = row < SIDE / 2;
      mask[row * SIDE + column] = left || (visible === "three-quarters" && upper) ? 1 : 0;
    }
  }
  return mask;
}

/** Returns the mask as a row, [1,784]. */
export const maskRow = (tf: Tf, visible: Visible): Tensor2D => tf.tensor2d(visiblePixels(visible), [1, PIXELS]);

/** Returns the given pixels of x, the others from `made`. All are [B,784]. */
export function completed(tf: Tf, mask: Tensor2D, x: Tensor2D, made: Tensor2D): Tensor2D {
  return tf.add(tf.mul(x, mask), tf.mul(made, tf.sub(1, mask)));
}

/** The given part; black elsewhere. */
export const visiblePart: GivenImage<{ readonly visible: Visible }> = {
  of: (tf, x, _noise, { visible }) => tf.mul(x, maskRow(tf, visible)),
  visible: ({ visible }) => visiblePixels(visible),
};
