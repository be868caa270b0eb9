/**
 * Two estimators of ∇_μ E[f(z)], z = μ + σ⊙ε with ε ~ N(0, I), from one draw: by reparameterisation, ∇f(z) (Kingma & Welling
 * 2013, §2.4), and by the score function, f(z) ε/σ (REINFORCE). Both are unbiased; they differ in variance: Mohamed et al.
 * 2020, §3. A baseline, the mean of f over the other draws, is independent of ε and so does not change the score function's
 * mean.
 */

export const ESTIMATORS = ["reparameterised", "score", "baseline"] as const;
export type Estimator = (typeof ESTIMATORS)[number];

/** K draws of one image. */
export interface Draws {
  /** f(z), [K]. */
  readonly values: ArrayLike<number>;
  /** ε, [K·d]. */
  readonly eps: ArrayLike<number>;
  /** ∂f/∂ε = σ ∂f/∂z, [K·d]. */
  readonly slopes: ArrayLike<number>;
  /** [d]. */
  readonly sigma: ArrayLike<number>;
}

export interface GradientMoments {
  /** The mean over the draws, [d], an estimate of the gradient. */
  readonly mean: Float64Array;
  /** The variance of one draw, summed over the dimensions; K − 1 in the denominator. */
  readonly variance: number;
}

/** Returns the moments of all estimators. Throws RangeError for fewer than two draws. */
export function gradientMoments({ values, eps, slopes, sigma }: Draws): Readonly<Record<Estimator, GradientMoments>> {
  const [draws, d] = [values.length, sigma.length];
  if (draws < 2) throw new RangeError("a variance takes two draws");
  let total = 0;
  for (let k = 0; k < draws; k++) total += values[k]!;
  const others = (k: number) => (total - values[k]!) / (draws - 1);
  return {
    reparameterised: moments(draws, d, (k, j) => slopes[k * d + j]! / sigma[j]!),
    score: moments(draws, d, (k, j) => (values[k]! * eps[k * d + j]!) / sigma[j]!),
    baseline: moments(draws, d, (k, j) => ((values[k]! - others(k)) * eps[k * d + j]!) / sigma[j]!),
  };
}

function moments(draws: number, d: number, estimate: (k: number, j: number) => number): GradientMoments {
  const mean = new Float64Array(d);
  let variance = 0;
  for (let j = 0; j < d; j++) {
    for (let k = 0; k < draws; k++) mean[j]! += estimate(k, j) / draws;
    for (let k = 0; k < draws; k++) variance += (estimate(k, j) - mean[j]!) ** 2 / (draws - 1);
  }
  return { mean, variance };
}
