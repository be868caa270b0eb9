/** What models that make an image from another one make of test images. */
import { defineMeasurement } from "../measurement";

/** What a model makes of what it is given of test images. */
export interface Translation {
  readonly images: number;
  /** Mean over the pixels of |x̂ − x|, in grey values from 0 to 1; and the same of what is given, taken as it is. */
  readonly error: number;
  readonly errorOfGiven: number;
  /** Mean gradient magnitude, of what is made and of the images. */
  readonly sharpness: number;
  readonly sharpnessOfImages: number;
  /** Share in which the judge sees the image's class: of what is made, and of what is given. */
  readonly sameClass: number;
  readonly sameClassOfGiven: number;
  /** Pixels to the right for each row upwards; pixels across a stroke. */
  readonly slant: OfTranslation;
  readonly thickness: OfTranslation;
}

/** Means, of what is made, of what is given, and of the images. */
export interface OfTranslation {
  readonly made: number;
  readonly given: number;
  readonly images: number;
}

export const translation = defineMeasurement<Translation>()({
  settings: { images: { min: 1, max: 10_000, default: 1000 } },
  applies: ({ given }, data) => data === "image" && given !== undefined && !given.visible,
});
