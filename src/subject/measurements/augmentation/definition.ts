/** How useful samples are as training images of a small classifier. */
import { defineMeasurement } from "../measurement";

/**
 * The accuracies of a small classifier that is trained with conditional samples, as shares of test images. Each number in a
 * list belongs to one repetition, with its own initialisation, order and, unless `told` says more, real images.
 */
export interface Augmentation {
  readonly images: number;
  readonly samples: number;
  /** The steps of each training; each step takes the same number of images. */
  readonly steps: number;
  /**
   * The number of training images whose labels the model has, if it has only some; real images are drawn from them first. Null:
   * the model has all labels.
   */
  readonly told: number | null;
  /** Trained on samples alone. */
  readonly samplesAlone: readonly number[];
  readonly rows: readonly AugmentationRow[];
}

export interface AugmentationRow {
  /** The number of real images with labels, the same number of each class. */
  readonly labels: number;
  readonly real: readonly number[];
  /** Each image is shifted by up to two pixels whenever it is used. */
  readonly moved: readonly number[];
  /** Half of each batch are samples. */
  readonly withSamples: readonly number[];
}

export const augmentation = defineMeasurement<Augmentation>()({
  settings: {
    images: { min: 1, max: 10_000, default: 2000 }, samples: { min: 10, max: 10_000, default: 2000 },
    repetitions: { min: 1, max: 20, default: 3 }, steps: { min: 1, max: 5000, default: 600 },
  },
  applies: ({ conditional, findsClasses, given }, data) => data === "image" && conditional && !findsClasses && given === undefined,
});
