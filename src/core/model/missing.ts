/**
 * The missing pixels of an image: each is missing completely at random with the same probability, and the same ones are missing
 * whenever the image is used. They depend on the seed and on the image's number alone.
 */
import { laneOf } from "../run/draws";
import { words } from "../run/philox";
import { PIXELS } from "../run/runConfig";

/** The value that replaces a missing pixel. */
export const MISSING = -1;

const LANES = { train: laneOf("missing"), test: laneOf("missing/test") } as const;
/** Each pixel takes one byte, so that a word serves four. */
const BYTES = 4, LEVELS = 256;

/** Replaces `share` of the pixels [n,784] of the images with these numbers by MISSING, with a precision of 1/256. */
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
