/** How far samples are from data whose density is known. */
import type { ModesFound } from "../../metrics/divergences";
import { defineMeasurement } from "../measurement";

/** Distances of the samples, and what is found of the data's modes. */
export interface Divergences extends Distances {
  readonly samples: number;
  /** KL and JS are of shares of cells: the length of one side. */
  readonly cell: number;
  /** Points of each of the two sets whose Wasserstein distance is computed; 0: it is not. */
  readonly carried: number;
  /** The same of as many points of the data in place of samples: what a perfect model would reach. */
  readonly floor: Distances;
  /** Null where the data are no mixture of Gaussians. */
  readonly modes: ModesFound | null;
}

export interface Distances {
  /** KL(p‖q) from the data's density to the model's, in nats, with half a sample more in each cell. */
  readonly kl: number;
  /** JS divergence, in nats: at most log 2. */
  readonly js: number;
  /** The mean way from a point of one set to its partner in the other, at best; null where none is carried. */
  readonly wasserstein: number | null;
}

export const divergences = defineMeasurement<Divergences>()({
  settings: { samples: { min: 1000, max: 10_000, default: 10_000 }, carried: { min: 0, max: 500, default: 500 } },
  applies: (_, data) => data === "points",
});
