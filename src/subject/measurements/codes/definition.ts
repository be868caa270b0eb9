/** Statistics of the encoder on test images: how much each latent dimension encodes, and its rate. */
import type { CodebookUse } from "../../metrics/codebook";
import type { ComponentSorting } from "../../metrics/mixture";
import { defineMeasurement } from "../measurement";

export interface CodesStatistics {
  readonly images: number;
  /**
   * The KL divergence by dimension, [d], in nats; null for deterministic codes, and for priors other than N(0, I), for which it
   * is no sum.
   */
  readonly klPerDimension: readonly number[] | null;
  /** Var_x(E[zⱼ|x]), [d]. */
  readonly variances: readonly number[];
  /** The number of dimensions whose variance is above 0.01. */
  readonly activeUnits: number;
  /**
   * The KL divergence in bits per image, from one draw for each image if the prior is not N(0, I); null for deterministic
   * codes.
   */
  readonly rateBits: number | null;
  /** The reconstruction loss in nats per image; null for models with another reconstruction loss. */
  readonly distortionNats: number | null;
  /** The standard deviation of the decoder's Gaussian pixels; null for other models. */
  readonly sigma: number | null;
  /** How the components of a mixture prior sort the images; null for other priors. */
  readonly sorting: ComponentSorting | null;
  /** The use of the entries of a codebook; null for models without one. */
  readonly codebook: CodebookUse | null;
}

export const codes = defineMeasurement<CodesStatistics>()({
  settings: { images: { min: 2, max: 10_000, default: 10_000 } },
  applies: ({ encode }) => encode !== undefined,
  eachEpoch: { settings: { images: 1000 } },
});
