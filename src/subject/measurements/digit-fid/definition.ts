/** The distance of samples from training images, in the evaluation classifier's features. */
import { defineMeasurement } from "../measurement";
import { canJudge, type ByJudge } from "../shared/judge";

/** The Fréchet distance in the evaluation classifier's features. Its scale differs from a FID's. */
export interface DigitFid extends ByJudge {
  readonly samples: number;
  /** The distance of samples from training images. */
  readonly distance: number;
  /** The distance of the same number of random test images from the same training images: what a perfect model would reach. */
  readonly floor: number;
}

export const digitFid = defineMeasurement<DigitFid>()({
  settings: { samples: { min: 65, max: 10_000, default: 10_000 } },
  applies: (_, data) => canJudge(data),
});
