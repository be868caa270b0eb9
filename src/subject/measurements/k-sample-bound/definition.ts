/** An upper bound on −log p(x), from K draws of the posterior. */
import { elboOf } from "../../../core/model/measurable";
import { defineMeasurement } from "../measurement";

/** −log p(x) ≤ `bound` in expectation, on test images; p(x|y) for conditional models. Burda et al. 2016. */
export interface KSampleBound {
  readonly images: number;
  readonly k: number;
  /** The bound with K samples in nats per image, and its standard error over images. */
  readonly bound: number;
  readonly standardError: number;
  /** −ELBO of the same draws, the mean bound with K = 1. */
  readonly negativeElbo: number;
  /** The bound in bits per pixel, `bound` / (784 · ln 2); absent for points, and where p(x|z) is no probability of discrete pixels. */
  readonly bitsPerDim?: number;
}

export const kSampleBound = defineMeasurement<KSampleBound>()({
  settings: { k: { min: 1, max: 5_000, default: 100 }, images: { min: 1, max: 10_000, default: 1000 } },
  applies: (model) => elboOf(model) !== undefined,
});
