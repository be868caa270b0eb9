/**
 * Tests whether a model has memorised training images: the nearest training image of a sample, and which distance is unusual.
 */
import type { Tensor2D, Tf } from "../../core/model/tf";

/** The nearest image so far for each query. */
export interface Nearest {
  readonly index: Int32Array;
  readonly squaredDistance: Float64Array;
}

/** Returns the initial state, without any image. */
export const noNeighbours = (queries: number): Nearest => ({
  index: new Int32Array(queries).fill(-1), squaredDistance: new Float64Array(queries).fill(Infinity),
});

/**
 * Returns squared Euclidean distances, |q|² + |t|² − 2 q·t: queries [n,p], block [m,p] → [n,m]. Single precision is accurate to
 * about 1e-4 for digits; `squaredDistance` is exact.
 */
export function squaredDistances(tf: Tf, queries: Tensor2D, block: Tensor2D): Tensor2D {
  const ofQueries = tf.sum(tf.square(queries), 1, true); // [n, 1]
  const ofBlock = tf.reshape(tf.sum(tf.square(block), 1), [1, block.shape[0]]);
  return tf.sub(tf.add(ofQueries, ofBlock), tf.mul(tf.matMul(queries, block, false, true), 2));
}

/** Updates `best` with a block of training images from number `first` on. distances is [n,m]. */
export function updateNearest(best: Nearest, distances: ArrayLike<number>, first: number): void {
  const queries = best.index.length;
  const block = distances.length / queries;
  for (let query = 0; query < queries; query++) {
    for (let i = 0; i < block; i++) {
      const distance = distances[query * block + i]!;
      if (distance < best.squaredDistance[query]!) {
        best.squaredDistance[query] = distance;
        best.index[query] = first + i;
      }
    }
  }
}

/** Returns the squared distance between row `i` of a and row `j` of b, each [·,p]. */
export function squaredDistance(a: ArrayLike<number>, i: number, b: ArrayLike<number>, j: number, p: number): number {
  let sum = 0;
  for (let k = 0; k < p; k++) sum += (a[i * p + k]! - b[j * p + k]!) ** 2;
  return sum;
}

export interface Memorising {
  readonly medianOfSamples: number;
  readonly medianOfTest: number;
  /**
   * For each sample, the share of test images that are nearer to a training image than it is. Uniform over [0,1] if both are
   * alike.
   */
  readonly rank: readonly number[];
  /** The share of samples nearer than all but 1 % of the test images: about 0.01 without memorisation. */
  readonly suspicious: number;
}

const SUSPICIOUS_RANK = 0.01;

/**
 * Compares the distances of samples to their nearest training image with those of test images, which cannot be memorised.
 * Blurred samples are near to everything: consider the median as well. Throws RangeError if either list is empty.
 */
export function memorising(samples: readonly number[], test: readonly number[]): Memorising {
  if (samples.length === 0 || test.length === 0) throw new RangeError("no distances");
  const sorted = Float64Array.from(test).sort();
  const rank = samples.map((distance) => countBelow(sorted, distance) / sorted.length);
  return {
    medianOfSamples: median(samples), medianOfTest: median(test), rank,
    suspicious: rank.filter((share) => share < SUSPICIOUS_RANK).length / rank.length,
  };
}

function countBelow(sorted: Float64Array, value: number): number {
  let low = 0, high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function median(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  const half = sorted.length / 2;
  return (sorted[Math.floor(half)]! + sorted[Math.ceil(half) - 1]!) / 2;
}
