/** What the encoder does with the test images: how much each dimension of the code says, and what it costs. */
import type { CodebookUse } from "../../metrics/codebook";
import type { ComponentSorting } from "../../metrics/mixture";
import { defineMeasurement } from "../measurement";

export interface CodesStatistics {
  readonly images: number;
  /** [d] in nats; null for codes that are points, and where the prior is not N(0, I), whose dimensions do not add up. */
  readonly klPerDimension: readonly number[] | null;
  /** [d]: Var_x(E[zⱼ|x]). */
  readonly variances: readonly number[];
  /** Dimensions whose variance is above 0.01. */
  readonly activeUnits: number;
  /** KL divergence in bits per image, by one draw for each image where the prior is not N(0, I); null for codes that are points. */
  readonly rateBits: number | null;
  /** Reconstruction in nats per image; null for models that measure likeness in another way. */
  readonly distortionNats: number | null;
  /** Standard deviation of the decoder's Gaussian pixels; null for models without. */
  readonly sigma: number | null;
  /** Of a prior that is a mixture, how its components sort the images; null for others. */
  readonly sorting: ComponentSorting | null;
  /** How the entries of a codebook are used; null for models without. */
  readonly codebook: CodebookUse | null;
}

export const codes = defineMeasurement<CodesStatistics>()({
  settings: { images: { min: 2, max: 10_000, default: 10_000 } },
  applies: ({ encode }) => encode !== undefined,
  eachEpoch: { settings: { images: 1000 } },
});
