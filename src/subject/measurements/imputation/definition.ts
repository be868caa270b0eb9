/** How well missing pixels are imputed. Mattei & Frellsen 2019, §4. */
import { defineMeasurement } from "../measurement";

/** Errors of missing pixels of test images, imputed from K codes of each. */
export interface Imputation {
  readonly images: number;
  readonly k: number;
  /** The share of missing pixels. */
  readonly missing: number;
  /** The means over the missing pixels of |x̂ − x| and (x̂ − x)², in grey values from 0 to 1. */
  readonly ofModel: ImputationError;
  /** The errors of the mean image: each pixel's mean over the training images in which it is observed. */
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
