/** The slant of digits and the thickness of their strokes. */
import { PIXELS, SIDE } from "../../core/run/runConfig";
import { gradientMagnitude } from "./sharpness";

/**
 * Returns the slant in pixels to the right for each row upwards, from the second moments of the ink, −μ₁₁/μ₀₂: the mean over
 * the images without empty and flat ones. A shear by s adds s to it. images is [n,784] in [0,1], row by row.
 */
export function meanSlant(images: ArrayLike<number>): number {
  let sum = 0, counted = 0;
  for (let image = 0; image < images.length; image += PIXELS) {
    let ink = 0, xs = 0, ys = 0, xy = 0, yy = 0;
    for (let i = 0; i < PIXELS; i++) {
      const value = images[image + i]!, x = i % SIDE, y = Math.floor(i / SIDE);
      ink += value; xs += value * x; ys += value * y; xy += value * x * y; yy += value * y * y;
    }
    const down = yy - (ys * ys) / ink;
    if (!(down > 0)) continue;
    sum -= (xy - (xs * ys) / ink) / down;
    counted++;
  }
  return sum / counted;
}

/**
 * Returns the mean thickness of strokes in pixels: twice their ink divided by the length of their outline, on both sides. The
 * outline is the sum of the gradient's length, however soft the edges of a stroke that is dark in the middle. images is [n,784]
 * in [0,1], row by row.
 */
export function strokeThickness(images: ArrayLike<number>): number {
  let ink = 0;
  for (let i = 0; i < images.length; i++) ink += images[i]!;
  const outline = gradientMagnitude(images) * (SIDE - 1) ** 2 * (images.length / PIXELS);
  return (2 * ink) / outline;
}
