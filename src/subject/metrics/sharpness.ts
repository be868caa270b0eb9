/** The sharpness of images. */
import { PIXELS, SIDE } from "../../core/run/runConfig";

/**
 * Returns the mean length of the grey values' gradient, over pixels and images, by differences between neighbours; 0 for a
 * uniform image. images is [n,784] in [0,1], row by row. MNIST has about 0.11, blurred digits less.
 */
export function gradientMagnitude(images: ArrayLike<number>): number {
  let sum = 0;
  for (let image = 0; image < images.length; image += PIXELS) {
    for (let row = 0; row < SIDE - 1; row++) {
      for (let column = 0; column < SIDE - 1; column++) {
        const at = image + row * SIDE + column;
        sum += Math.hypot(images[at + 1]! - images[at]!, images[at + SIDE]! - images[at]!);
      }
    }
  }
  return sum / ((images.length / PIXELS) * (SIDE - 1) ** 2);
}
