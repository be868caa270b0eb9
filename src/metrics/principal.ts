/** The directions in which codes, or the images made from them, vary most. */
import { fitGaussian } from "./frechet";
import { symmetricEigen } from "./symmetricEigen";

export interface Strongest {
  /** Orthonormal directions, [d] each, the one of largest variance first. */
  readonly directions: readonly (readonly number[])[];
  /** The variance along each direction. */
  readonly variances: readonly number[];
  /** The shares of the variance in all dimensions; 0 if nothing varies. */
  readonly shares: readonly number[];
}

export interface Principal extends Strongest {
  /** [d]. */
  readonly mean: readonly number[];
}

/**
 * Returns the `count` eigenvectors of largest eigenvalues. matrix is [d,d] row by row, symmetric and positive semidefinite up
 * to rounding. A direction's sign is arbitrary: its entry of largest size is made positive, so that the same matrix gives the
 * same picture.
 */
export function strongestDirections(matrix: ArrayLike<number>, d: number, count: number): Strongest {
  const { values, vectors } = symmetricEigen(matrix, d);
  const all = values.reduce((sum, value) => sum + Math.max(0, value), 0);
  const order = Array.from(values.keys()).sort((i, j) => values[j]! - values[i]!).slice(0, count);
  const variances = order.map((j) => Math.max(0, values[j]!));
  return {
    directions: order.map((j) => upright(Array.from({ length: d }, (_, i) => vectors[i * d + j]!))),
    variances,
    shares: variances.map((value) => (all > 0 ? value / all : 0)),
  };
}

/**
 * Returns the first `count` principal components of codes [n,d], row by row, n ≥ 2; variances have n − 1 in the denominator.
 * Hotelling 1933. Throws RangeError for fewer than 2 codes.
 */
export function principalComponents(codes: ArrayLike<number>, d: number, count: number): Principal {
  const { mean, covariance } = fitGaussian(codes, d);
  return { mean: Array.from(mean), ...strongestDirections(covariance, d, count) };
}

function upright(direction: readonly number[]): number[] {
  const largest = direction.reduce((best, value) => (Math.abs(value) > Math.abs(best) + 1e-9 ? value : best), 0);
  return direction.map((value) => (largest < 0 ? -value : value));
}
