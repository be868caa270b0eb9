/**
 * Tells digits by the training images nearest to them, independently of everything the page computes. "Recognisable"
 * means: the five nearest training images are all of one class, and the nearest is no farther away than it is for 95 %
 * of real test images.
 */
import { firstTestImages, neighbourFinder } from "../scripts/nearestDigits";
import { quantile } from "./report";

const NEIGHBOURS = 5;
/** To learn what distances are usual. */
const TEST_IMAGES = 500;

/** Image of 784 bytes → its class, or null where it is not recognisable. */
export function createReader(): (image: Uint8Array) => number | null {
  const nearest = neighbourFinder(NEIGHBOURS);
  const usual = quantile(firstTestImages(TEST_IMAGES).map(({ pixels }) => nearest(pixels)[0]!.distance), 0.95);
  return (image) => {
    const found = nearest(image);
    const { distance, label } = found[0]!;
    return distance <= usual && found.every((one) => one.label === label) ? label : null;
  };
}
