/** Chooses test images, edits masks, computes mean and spread of fill-ins, and paints images with hidden pixels. Pure functions. */
import { FIELD, type Point } from "../../../core/data/drawing";
import { words } from "../../../core/run/philox";
import { PIXELS, SIDE } from "../../../core/run/runConfig";
import { TEST_IMAGES } from "../../state/fillIn";
import { ramp, wordsOf, type Rgb } from "../../ui/pictures/paint";

/** Canvas pixels per image pixel. */
const ZOOM = FIELD / SIDE;
/** Separates the draws of random test images from other draws for "sample". */
const IMAGE_LANE = 2;
/** Distance and width of the hatching's lines, in canvas pixels along a row. */
const HATCH = { apart: 10, wide: 2 };
/** Radius of eraser and restorer, in image pixels. */
const REACH = 1.75;

/** Returns the next or previous image number; the first follows the last. */
export const neighbour = (image: number, by: 1 | -1, images = TEST_IMAGES): number => (image + by + images) % images;

/** Returns another random image number, a function of the seed and the current number. */
export function randomImage(seed: number, image: number, images = TEST_IMAGES): number {
  const [word] = words({ seed, purpose: "sample", step: image, lane: IMAGE_LANE }, 1);
  const other = Math.floor((word! / 2 ** 32) * images);
  return other === image ? neighbour(image, 1, images) : other;
}

/** Returns the mask with all pixels near the line between two places set to `value`. Places are in shares of the image. */
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

/** Returns, for each pixel of n images, the mean and twice the standard deviation, so that both are in [0, 1]. */
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

interface Colours {
  readonly paper: Rgb;
  readonly ink: Rgb;
}

/**
 * Writes the field that readers draw in to RGBA `data`. `pixels`, `visible`: [784]. `data`: FIELD × FIELD. Hidden pixels are hatched, because
 * they are neither white nor black but unknown.
 */
export function paintField(
  data: Uint8ClampedArray, pixels: Float32Array, visible: Uint8Array, { paper, ink, line }: Colours & { readonly line: Rgb },
): void {
  const points = wordsOf(data);
  const colours = ramp(paper, ink);
  const hatch = ramp(paper, line);
  for (let y = 0; y < FIELD; y++) {
    const row = Math.floor(y / ZOOM) * SIDE;
    for (let x = 0; x < FIELD; x++) {
      const i = row + Math.floor(x / ZOOM);
      points[y * FIELD + x] = visible[i]
        ? colours[Math.round(255 * pixels[i]!)]!
        : hatch[(x + y) % HATCH.apart < HATCH.wide ? 255 : 0]!;
    }
  }
}

/** Writes a completed image to RGBA `data`. `pixels`, `visible`: [784]. `data`: 28 × 28. Given pixels range from paper to ink, the others from paper to `made`. */
export function paintFilled(
  data: Uint8ClampedArray, pixels: Float32Array, visible: Uint8Array, { paper, ink, made }: Colours & { readonly made: Rgb },
): void {
  const points = wordsOf(data);
  const given = ramp(paper, ink);
  const filled = ramp(paper, made);
  pixels.forEach((value, i) => {
    points[i] = (visible[i] ? given : filled)[Math.round(255 * Math.min(1, Math.max(0, value)))]!;
  });
}
