/** The coarsest part of an image in a few numbers: the first coefficients of its discrete cosine transform. */
import { PIXELS, SIDE } from "../../../core/run/runConfig";
import type { Tensor2D, Tf } from "../../../core/model/tf";

/** The basis waves with their numbers of half periods across and down; the longest first, starting with the constant one. */
const WAVES = Array.from({ length: PIXELS }, (_, i) => ({ across: i % SIDE, down: Math.floor(i / SIDE) }))
  .sort((a, b) => Math.hypot(a.across, a.down) - Math.hypot(b.across, b.down) || a.down - b.down);

/** Returns an orthonormal cosine wave, [28]. */
const wave = (halfPeriods: number): readonly number[] => Array.from({ length: SIDE }, (_, i) =>
  Math.sqrt((halfPeriods === 0 ? 1 : 2) / SIDE) * Math.cos((Math.PI * halfPeriods * (i + 0.5)) / SIDE));

/** Returns the first d waves as images, row by row: [d,784], orthonormal. */
export function coarsestWaves(d: number): Float32Array {
  const rows = new Float32Array(d * PIXELS);
  WAVES.slice(0, d).forEach(({ across, down }, k) => {
    const [horizontal, vertical] = [wave(across), wave(down)];
    for (let i = 0; i < PIXELS; i++) rows[k * PIXELS + i] = horizontal[i % SIDE]! * vertical[Math.floor(i / SIDE)]!;
  });
  return rows;
}

/**
 * Replaces the first d coefficients of the image by z; the result is from N(0, I) if both are. image [B,784], z [B,d] →
 * [B,784].
 */
export function withCoarse(tf: Tf, image: Tensor2D, z: Tensor2D): Tensor2D {
  const waves = tf.tensor2d(coarsestWaves(z.shape[1]), [z.shape[1], PIXELS]);
  return tf.add(image, tf.matMul(tf.sub(z, tf.matMul(image, waves, false, true)), waves));
}
