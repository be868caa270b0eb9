/** Random shifts and slants of images, so that a network depends less on position and orientation. */
import type { NoiseSpec } from "../../../core/model/model";
import { PIXELS, SIDE } from "../../../core/run/runConfig";
import type { Tensor2D, Tf } from "../../../core/model/tf";

/**
 * Draws the shift of each image, −shift … shift pixels, with equal probabilities: [B,2·shift+1] one-hot. Two are needed, across
 * and down.
 */
export const shiftNoise = (batch: number, shift: number): NoiseSpec =>
  ({ shape: [batch, 2 * shift + 1], purpose: "augment", distribution: { kind: "categorical" } });

/** Shifts x [B,784] by draws of `shiftNoise`; background fills the edges. Returns [B,784]. */
export function shifted(tf: Tf, x: Tensor2D, across: Tensor2D, down: Tensor2D, background = 0): Tensor2D {
  const along = (images: Tensor2D, by: Tensor2D, apart: number) => {
    const [count, ways] = by.shape;
    return sum(tf, Array.from({ length: ways }, (_, k): Tensor2D => {
      const copy = rolled(tf, images, (k - (ways - 1) / 2) * apart, background);
      return tf.mul(copy, tf.slice(by, [0, k], [count, 1]));
    }));
  };
  return along(along(x, across, 1), down, SIDE);
}

/** The slants of an image, as fractions of the largest. */
const SLOPES = [-1, -0.5, 0, 0.5, 1];

/** Draws the slant of each image from `SLOPES`, with equal probabilities, one-hot. Two are needed, across and down. */
export const slantNoise = (batch: number): NoiseSpec =>
  ({ shape: [batch, SLOPES.length], purpose: "augment", distribution: { kind: "categorical" } });

/**
 * Slants images: rows move across by −slant … slant pixels for each row below the middle, then columns down likewise, which
 * together also rotate an image slightly; values are interpolated. x is [B,784]; across and down are draws of `slantNoise`;
 * slant is in pixels per pixel; background fills the edges. Returns [B,784].
 */
export function slanted(tf: Tf, x: Tensor2D, across: Tensor2D, down: Tensor2D, slant: number, background = 0): Tensor2D {
  const middle = (SIDE - 1) / 2;
  const most = Math.ceil(slant * middle);
  const along = (images: Tensor2D, by: Tensor2D, apart: number, lineOf: (pixel: number) => number) =>
    sum(tf, Array.from({ length: 2 * most + 1 }, (_, k): Tensor2D => {
      const places = k - most;
      const share = (slope: number, pixel: number) => Math.max(0, 1 - Math.abs(slope * slant * (lineOf(pixel) - middle) - places));
      const shares = SLOPES.flatMap((slope) => Array.from({ length: PIXELS }, (_, pixel) => share(slope, pixel)));
      const taken: Tensor2D = tf.matMul(by, tf.tensor2d(Float32Array.from(shares), [SLOPES.length, PIXELS])); // [B, 784], of this copy
      return tf.mul(rolled(tf, images, places * apart, background), taken);
    }));
  return along(along(x, across, 1, (pixel) => Math.floor(pixel / SIDE)), down, SIDE, (pixel) => pixel % SIDE);
}

/**
 * Moves all images by the same number of positions in their rows of 784: 1 is a column, 28 a row. Pixels that leave a row at
 * its end enter the next one at its start: the outer pixels of digits are empty.
 */
function rolled(tf: Tf, x: Tensor2D, places: number, background: number): Tensor2D {
  if (places === 0) return x;
  const [images] = x.shape;
  const empty = tf.tensor2d(new Float32Array(images * Math.abs(places)).fill(background), [images, Math.abs(places)]);
  const rest: Tensor2D = tf.slice(x, [0, Math.max(0, -places)], [images, PIXELS - Math.abs(places)]);
  return tf.concat(places < 0 ? [rest, empty] : [empty, rest], 1);
}

const sum = (tf: Tf, parts: readonly Tensor2D[]): Tensor2D => parts.reduce((total, one) => tf.add(total, one));
