/**
 * Classifies digits by their nearest training images, independently of everything the page computes. "Recognisable"
 * means: the five nearest training images are all of one class, and the nearest is no farther away than it is for 95 %
 * of real test images.
 */
import { firstTestImages, neighbourFinder } from "../scripts/nearestDigits";
import { quantile } from "./report";

const NEIGHBOURS = 5;
/** The number of test images whose distances set the threshold. */
const TEST_IMAGES = 500;

/** Returns a function that maps an image of 784 bytes to its class, or to null if it is not recognisable. */
export function createReader(): (image: Uint8Array) => number | null {
  const nearest = neighbourFinder(NEIGHBOURS);
  const threshold = quantile(firstTestImages(TEST_IMAGES).map(({ pixels }) => nearest(pixels)[0]!.distance), 0.95);
  return (image) => {
    const found = nearest(image);
    const { distance, label } = found[0]!;
    return distance <= threshold && found.every((one) => one.label === label) ? label : null;
  };
}
