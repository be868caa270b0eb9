/** The quality of reconstructions: their sharpness, and whether the evaluation classifier recognises the same class. */
import { defineMeasurement } from "../measurement";
import { canJudge, type ByJudge } from "../shared/judge";

/** Compares test images with reconstructions from their codes' means. */
export interface ReconstructionQuality extends ByJudge {
  readonly images: number;
  /** The mean gradient magnitude of the images and of their reconstructions. */
  readonly sharpnessOfImages: number;
  readonly sharpness: number;
  /** The share of reconstructions in which the evaluation classifier recognises the image's class. */
  readonly sameClass: number;
}

export const reconstructions = defineMeasurement<ReconstructionQuality>()({
  settings: { images: { min: 1, max: 10_000, default: 1000 } },
  applies: ({ encode }, data) => canJudge(data) && encode !== undefined,
});
