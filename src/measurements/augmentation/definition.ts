/** What samples are worth as training images of a small classifier. */
import { defineMeasurement } from "../measurement";

/**
 * What samples with asked-for classes are worth to a small classifier: shares of test images whose class it names. Each number in a list
 * is of one repetition, with a start, an order and, unless `told` says more, real images of its own.
 */
export interface Augmentation {
  readonly images: number;
  readonly samples: number;
  /** Steps of each training; each step takes the same number of images. */
  readonly steps: number;
  /** The training images whose labels the model has, if it has only some; real images are drawn from them first. Null: the model has all labels. */
  readonly told: number | null;
  /** From samples alone. */
  readonly samplesAlone: readonly number[];
  readonly rows: readonly AugmentationRow[];
}

export interface AugmentationRow {
  /** Real images with labels, as many of each class. */
  readonly labels: number;
  readonly real: readonly number[];
  /** Each moved by up to two pixels whenever it is shown. */
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
