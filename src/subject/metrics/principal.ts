/** The directions in which codes, or the images made from them, vary most. */
import { normals } from "../../core/run/philox";
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

/** The most dimensions whose matrix is decomposed as a whole, which takes time in proportion to d³: in 128, a tenth of a second. */
export const NARROW = 128;
/** Vectors that are iterated beside those that are wanted, so that these converge sooner. */
const SPARE = 2;
/** The largest number of iterations, and the relative change of the variances at which they end. */
const MOST_ITERATIONS = 20;
const SETTLED = 1e-4;

/**
 * Returns the `count` eigenvectors of largest eigenvalues of a matrix that is known only by its products: subspace iteration, Halko et al. 2011,
 * "Finding Structure with Randomness", alg. 4.4. `multiply`: [d] → [d], symmetric and positive semidefinite; `total`: the sum of all eigenvalues.
 * Yields after each product.
 */
export async function* strongestOf(
  multiply: (vector: Float64Array) => Float64Array, d: number, count: number, total: number,
): AsyncGenerator<void, Strongest, void> {
  const size = Math.min(d, count + SPARE);
  let basis = orthonormal(Array.from({ length: size }, (_, i) => Float64Array.from(normals({ seed: 1, purpose: "sample", step: i }, d))));
  let variances: readonly number[] = [];
  for (let iteration = 0; ; iteration++) {
    const products: Float64Array[] = [];
    for (const vector of basis) {
      products.push(multiply(vector));
      yield;
    }
    const found = strongestDirections(basis.flatMap((a) => products.map((b) => inner(a, b))), size, count);
    const settled = found.variances.every((value, i) => Math.abs(value - (variances[i] ?? Infinity)) <= SETTLED * value);
    ({ variances } = found);
    if (settled || iteration === MOST_ITERATIONS) {
      return {
        directions: found.directions.map((weights) => upright(Array.from(combined(basis, weights)))), variances,
        shares: variances.map((value) => (total > 0 ? Math.min(1, value / total) : 0)),
      };
    }
    basis = orthonormal(products);
  }
}

/** Returns principal components as `principalComponents` does, of codes of any width. Yields after slices. */
export async function* principalSlices(codes: Float32Array, d: number, count: number): AsyncGenerator<void, Principal, void> {
  if (d <= NARROW) return principalComponents(codes, d, count);
  const n = codes.length / d;
  if (n < 2) throw new RangeError("principal components need 2 or more codes");
  const mean = new Float64Array(d);
  for (let i = 0; i < n; i++) for (let j = 0; j < d; j++) mean[j]! += codes[i * d + j]! / n;
  yield;
  let total = 0;
  for (let i = 0; i < n; i++) for (let j = 0; j < d; j++) total += (codes[i * d + j]! - mean[j]!) ** 2 / (n - 1);
  yield;
  const multiply = (vector: Float64Array): Float64Array => {
    const product = new Float64Array(d);
    for (let i = 0; i < n; i++) {
      let along = 0;
      for (let j = 0; j < d; j++) along += (codes[i * d + j]! - mean[j]!) * vector[j]!;
      for (let j = 0; j < d; j++) product[j]! += (along * (codes[i * d + j]! - mean[j]!)) / (n - 1);
    }
    return product;
  };
  return { mean: Array.from(mean), ...(yield* strongestOf(multiply, d, count, total)) };
}

function inner(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** Returns the sum of the vectors with these weights. */
function combined(vectors: readonly Float64Array[], weights: readonly number[]): Float64Array {
  const sum = new Float64Array(vectors[0]!.length);
  vectors.forEach((vector, k) => vector.forEach((value, i) => { sum[i]! += weights[k]! * value; }));
  return sum;
}

/** Makes the vectors orthonormal, by Gram–Schmidt, in place. One that depends on those before it becomes zero. */
function orthonormal(vectors: Float64Array[]): Float64Array[] {
  vectors.forEach((vector, k) => {
    const before = Math.sqrt(inner(vector, vector));
    // Twice is enough: Parlett 1998, §6.9.
    for (let pass = 0; pass < 2; pass++) for (const earlier of vectors.slice(0, k)) {
      const along = inner(vector, earlier);
      for (let i = 0; i < vector.length; i++) vector[i]! -= along * earlier[i]!;
    }
    const length = Math.sqrt(inner(vector, vector));
    const scale = length > 1e-12 * before ? 1 / length : 0;
    for (let i = 0; i < vector.length; i++) vector[i]! *= scale;
  });
  return vectors;
}

function upright(direction: readonly number[]): number[] {
  const largest = direction.reduce((best, value) => (Math.abs(value) > Math.abs(best) + 1e-9 ? value : best), 0);
  return direction.map((value) => (largest < 0 ? -value : value));
}
