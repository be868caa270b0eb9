/**
 * Which pixels of an image are missing: completely at random, each with the same probability, and the same ones whenever the
 * image is seen. They depend on the seed and on the image's number alone.
 */
import { laneOf } from "./draws";
import { words } from "./philox";
import { PIXELS } from "./runConfig";

/** What stands in place of a missing pixel. */
export const MISSING = -1;

const LANES = { train: laneOf("missing"), test: laneOf("missing/test") } as const;
/** A byte decides each pixel, so that a word serves four. */
const BYTES = 4, LEVELS = 256;

/** pixels: [n,784], of the images with these numbers; `share` of them, to 1/256, become MISSING. */
export function hideMissing(
  pixels: Float32Array, images: ArrayLike<number>, share: number, { seed, half }: { seed: number; half: keyof typeof LANES },
): void {
  const below = Math.round(share * LEVELS);
  for (let i = 0; i < images.length; i++) {
    const drawn = words({ seed, purpose: "augment", step: images[i]!, lane: LANES[half] }, PIXELS / BYTES);
    for (let j = 0; j < PIXELS; j++) {
      if (((drawn[j >> 2]! >>> (8 * (j % BYTES))) & 0xff) < below) pixels[i * PIXELS + j] = MISSING;
    }
  }
}
