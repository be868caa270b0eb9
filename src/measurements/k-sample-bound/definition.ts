/** An upper bound on −log p(x), from K draws of the posterior. */
import { elboOf } from "../../core/measurable";
import { defineMeasurement } from "../measurement";

/** −log p(x) ≤ `bound`, on test images never trained on; p(x|y) for conditional models. Burda et al. 2016. */
export interface KSampleBound {
  readonly images: number;
  readonly k: number;
  /** Nats per image: with K samples, and its standard error over images. */
  readonly bound: number;
  readonly standardError: number;
  /** −ELBO of the same draws, what K = 1 gives on average. */
  readonly negativeElbo: number;
}

export const kSampleBound = defineMeasurement<KSampleBound>()({
  settings: { k: { min: 1, max: 5_000, default: 100 }, images: { min: 1, max: 10_000, default: 500 } },
  applies: (model) => elboOf(model) !== undefined,
});
