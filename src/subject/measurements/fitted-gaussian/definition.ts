/** Samples from a Gaussian that is fitted to the codes of test images, in place of the prior. */
import { defineMeasurement } from "../measurement";
import { canJudge, type ByJudge } from "../shared/judge";

export interface FittedGaussian extends ByJudge {
  /** The number of test images to whose codes' means the Gaussian is fitted: mean and full covariance. */
  readonly images: number;
  readonly samples: number;
  /** The share of its samples whose class has a probability above 90 %. */
  readonly clear: number;
  /** The same of samples from the prior. */
  readonly clearOfPrior: number;
}

export const fittedGaussian = defineMeasurement<FittedGaussian>()({
  settings: { images: { min: 100, max: 10_000, default: 2000 }, samples: { min: 10, max: 10_000, default: 1000 } },
  applies: ({ encode, given }, data) => canJudge(data) && encode !== undefined && given === undefined,
});
