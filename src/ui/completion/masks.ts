/** Masks changed by hand, and what several fill-ins have in common. Pure. */
import { PIXELS, SIDE } from "../../core/runConfig";
import type { Point } from "../../core/drawing";

/** Half the width of eraser and restorer, in pixels of the image. */
const REACH = 1.75;

/** Pixels whose middle lies near the line from one place to the other, both in shares of the image, get `value`. */
export function brushed(visible: Uint8Array, from: Point, to: Point, value: 0 | 1): Uint8Array {
  const next = visible.slice();
  const length = Math.hypot(to.x - from.x, to.y - from.y) * SIDE;
  const steps = Math.max(1, Math.ceil(2 * length));
  for (let step = 0; step <= steps; step++) {
    const x = (from.x + ((to.x - from.x) * step) / steps) * SIDE - 0.5;
    const y = (from.y + ((to.y - from.y) * step) / steps) * SIDE - 0.5;
    for (let row = Math.max(0, Math.ceil(y - REACH)); row <= Math.min(SIDE - 1, y + REACH); row++) {
      for (let column = Math.max(0, Math.ceil(x - REACH)); column <= Math.min(SIDE - 1, x + REACH); column++) {
        if (Math.hypot(row - y, column - x) <= REACH) next[row * SIDE + column] = value;
      }
    }
  }
  return next;
}

/** Of n images, pixel by pixel: the mean, and twice the standard deviation, so that both run from 0 to 1. */
export function meanAndSpread(pixels: Float32Array, n = pixels.length / PIXELS): { mean: Float32Array; spread: Float32Array } {
  const mean = new Float32Array(PIXELS);
  const spread = new Float32Array(PIXELS);
  for (let i = 0; i < PIXELS; i++) {
    let sum = 0, squares = 0;
    for (let k = 0; k < n; k++) {
      const value = pixels[k * PIXELS + i]!;
      sum += value;
      squares += value * value;
    }
    mean[i] = sum / n;
    spread[i] = 2 * Math.sqrt(Math.max(0, squares / n - mean[i]! ** 2));
  }
  return { mean, spread };
}
