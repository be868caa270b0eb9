/** The quality of translations of test images. */
import { defineMeasurement } from "../measurement";

/** Errors and properties of translated test images. */
export interface Translation {
  readonly images: number;
  /** The mean of |x̂ − x| over pixels, in grey values from 0 to 1; and the same error of the input image. */
  readonly error: number;
  readonly errorOfGiven: number;
  /** The mean gradient magnitude of the outputs and of the images. */
  readonly sharpness: number;
  readonly sharpnessOfImages: number;
  /** The share in which the evaluation classifier recognises the image's class: of outputs, and of inputs. */
  readonly sameClass: number;
  readonly sameClassOfGiven: number;
  /** The slant in pixels to the right for each row upwards; the thickness of strokes in pixels. */
  readonly slant: OfTranslation;
  readonly thickness: OfTranslation;
}

/** The means of outputs, of inputs, and of the images. */
export interface OfTranslation {
  readonly made: number;
  readonly given: number;
  readonly images: number;
}

export const translation = defineMeasurement<Translation>()({
  settings: { images: { min: 1, max: 10_000, default: 1000 } },
  applies: ({ given }, data) => data === "image" && given !== undefined && !given.visible,
});
