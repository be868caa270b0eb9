/**
 * Adam in plain operations of TensorFlow.js: the step compiler fuses an update as it does a loss, and eager steps use the same operations in
 * the same order. Source: Kingma & Ba 2015, alg. 1, arXiv:1412.6980.
 */
import { abs, add, div, less, mul, sqrt, square, sub, tidy, where, zerosLike, type Tensor } from "@tensorflow/tfjs-core";

export type AdamState = {
  readonly weight: Tensor;
  /** Running mean of the gradient. */
  readonly m: Tensor;
  /** Running mean of the squared gradient. */
  readonly v: Tensor;
};

/** An optimiser's settings at an update. */
export interface AdamSettings {
  readonly lr: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  /** The number of the update, counted from 1. */
  readonly t: number;
  /** Whether to correct the bias of a start at zero; default true. False for RMSProp, which is Adam with β₁ = 0 and no correction. */
  readonly corrected?: boolean;
  /** Whether to divide by the root of the mean square; default true. False for SGD, whose ε is 1 and whose sum of gradients is m / (1 − β₁). */
  readonly adaptive?: boolean;
}

/** Factors that are the same for all elements, computed in double precision once per update. */
export interface AdamFactors {
  readonly beta1: number;
  readonly beta2: number;
  /** lr / (1 − β₁ᵗ): w' = w − rate·m' / (√(vScale·v') + ε). */
  readonly rate: number;
  /** 1 / (1 − β₂ᵗ). */
  readonly vScale: number;
  readonly epsilon: number;
}

/**
 * The smallest normal float32. Smaller means become 0, as on GPUs: the means of a unit that gets no gradients any more shrink for ever, and some
 * processors compute many times as slowly with such numbers. Their updates are far below the rounding of weights.
 */
export const SMALLEST_MEAN = 2 ** -126;

/** Returns the factors of update `t`. */
export function factors({ lr, beta1, beta2, epsilon, t, corrected = true, adaptive = true }: AdamSettings): AdamFactors {
  return {
    beta1, beta2, epsilon,
    rate: corrected ? lr / (1 - beta1 ** t) : adaptive ? lr : lr / (1 - beta1),
    vScale: !adaptive ? 0 : corrected ? 1 / (1 - beta2 ** t) : 1,
  };
}

/** Replaces means of this size that are too small by 0. NaN stays. A mean without decay does not shrink. */
const flushed = (decay: number, mean: Tensor, size: Tensor): Tensor =>
  (decay === 0 ? mean : where(less(size, SMALLEST_MEAN), zerosLike(mean), mean));

/**
 * Computes one update: m' = β₁m + (1−β₁)g, v' = β₂v + (1−β₂)g², w' = w − lr·m̂/(√v̂ + ε), with m̂ and v̂ corrected for their
 * start at zero. Means below SMALLEST_MEAN are 0. All four tensors: one shape, float32. Returns new tensors and disposes none.
 */
export const adamUpdate = ({ weight, m, v }: AdamState, gradient: Tensor, { beta1, beta2, rate, vScale, epsilon }: AdamFactors): AdamState => tidy(() => {
  const mean = add(mul(m, beta1), mul(gradient, 1 - beta1));
  const nextM = flushed(beta1, mean, abs(mean));
  const meanSquare = add(mul(v, beta2), mul(square(gradient), 1 - beta2));
  const nextV = flushed(beta2, meanSquare, meanSquare);
  const size = add(sqrt(mul(nextV, vScale)), epsilon);
  return { weight: sub(weight, div(mul(nextM, rate), size)), m: nextM, v: nextV };
});
