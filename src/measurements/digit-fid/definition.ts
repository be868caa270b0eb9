/** How far samples are from training images, in the judge's features. */
import { defineMeasurement } from "../measurement";
import { canJudge, type ByJudge } from "../shared/judge";

/** Fréchet distance in the judge's features. Not on the scale of a FID. */
export interface DigitFid extends ByJudge {
  readonly samples: number;
  /** Samples against training images. */
  readonly distance: number;
  /** As many test images against the same training images: what a perfect model would reach. */
  readonly floor: number;
}

export const digitFid = defineMeasurement<DigitFid>()({
  settings: { samples: { min: 65, max: 10_000, default: 10_000 } },
  applies: (_, data) => canJudge(data),
});
