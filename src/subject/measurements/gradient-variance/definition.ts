/** The variance of a gradient estimate from one draw. */
import { elboOf } from "../../../core/model/measurable";
import { defineMeasurement } from "../measurement";

/** Estimates of the gradient of E[log p(x|z)] by the posterior's mean, from one draw of z for each test image. */
export interface GradientVariance {
  readonly images: number;
  readonly draws: number;
  /** ‖∇‖² of the mean over the draws, by reparameterisation, averaged over images. */
  readonly squaredGradient: number;
  /**
   * The variance of one draw's estimate, summed over dimensions, averaged over images; `baseline` is the score function with a
   * baseline.
   */
  readonly variances: Readonly<Record<"reparameterised" | "score" | "baseline", number>>;
}

export const gradientVariance = defineMeasurement<GradientVariance>()({
  settings: { images: { min: 1, max: 500, default: 100 }, draws: { min: 2, max: 1000, default: 100 } },
  applies: (model) => elboOf(model)?.objective.elbo.posterior !== undefined && !model.labelled,
});
