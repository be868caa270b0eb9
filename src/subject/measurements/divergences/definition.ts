/** The divergence of samples from data whose density is known. */
import type { ModesFound } from "../../metrics/divergences";
import { defineMeasurement } from "../measurement";

/** The distances of the samples, and the modes found. */
export interface Divergences extends Distances {
  readonly samples: number;
  /** The side of the cells that KL and JS compare. */
  readonly cell: number;
  /** The number of points of each of the two sets whose Wasserstein distance is computed; 0 if it is not. */
  readonly carried: number;
  /** The distances of the same number of points of the data: what a perfect model would reach. */
  readonly floor: Distances;
  /** Null if the data are no mixture of Gaussians. */
  readonly modes: ModesFound | null;
}

export interface Distances {
  /** KL(p‖q) from the data's density to the model's, in nats, with half a sample added to each cell. */
  readonly kl: number;
  /** The JS divergence in nats, at most log 2. */
  readonly js: number;
  /** The Wasserstein-1 distance: the mean distance of partners in an optimal matching; null if it is not computed. */
  readonly wasserstein: number | null;
}

export const divergences = defineMeasurement<Divergences>()({
  settings: { samples: { min: 1000, max: 10_000, default: 10_000 }, carried: { min: 0, max: 500, default: 500 } },
  applies: (_, data) => data === "points",
});
