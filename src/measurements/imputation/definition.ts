/** How well missing pixels are filled in. Mattei & Frellsen 2019, §4. */
import { defineMeasurement } from "../measurement";

/** Missing pixels of test images, filled in from K codes of each. */
export interface Imputation {
  readonly images: number;
  readonly k: number;
  /** Share of the pixels that are missing. */
  readonly missing: number;
  /** Means over the missing pixels of |x̂ − x| and (x̂ − x)², in grey values from 0 to 1. */
  readonly ofModel: ImputationError;
  /** The same of the mean image: each pixel's mean over the training images in which it is observed. */
  readonly ofMean: ImputationError;
}

export interface ImputationError {
  readonly absolute: number;
  readonly squared: number;
}

export const imputation = defineMeasurement<Imputation>()({
  settings: { k: { min: 1, max: 500, default: 20 }, images: { min: 1, max: 10_000, default: 1000 } },
  applies: ({ missing }) => missing !== undefined,
});
