/** A classifier that is independent of the page, and test images, both from the shards on disk. */
import { firstTestImages, neighbourFinder } from "../scripts/nearestDigits";

const NEIGHBOURS = 3;

/** Returns a function that classifies an image, [784] in [0,1], by the vote of the 3 nearest (Euclidean) of 10,000 training images. */
export function classifier(): (image: ArrayLike<number>) => number {
  const nearest = neighbourFinder(NEIGHBOURS);
  return (image) => {
    const found = nearest(Array.from(image, (value) => 255 * value));
    const votes = found.map(({ label }) => found.filter((other) => other.label === label).length);
    return found[votes.indexOf(Math.max(...votes))]!.label;
  };
}

/** Returns the first images of the test set, [784] in [0,1]. */
export const testImages = (count: number): { image: Float32Array; label: number }[] =>
  firstTestImages(count).map(({ pixels, label }) => ({ image: Float32Array.from(pixels, (byte) => byte / 255), label }));
