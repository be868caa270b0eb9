/** How good reconstructions are, as their sharpness and the judge tell. */
import { defineMeasurement } from "../measurement";
import { canJudge, type ByJudge } from "../shared/judge";

/** Test images against what the decoder makes of their codes' means. */
export interface ReconstructionQuality extends ByJudge {
  readonly images: number;
  /** Mean gradient magnitude, of the images and of their reconstructions. */
  readonly sharpnessOfImages: number;
  readonly sharpness: number;
  /** Share of reconstructions in which the judge sees the image's class. */
  readonly sameClass: number;
}

export const reconstructions = defineMeasurement<ReconstructionQuality>()({
  settings: { images: { min: 1, max: 10_000, default: 1000 } },
  applies: ({ encode }, data) => canJudge(data) && encode !== undefined,
});
