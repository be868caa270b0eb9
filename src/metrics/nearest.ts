/** Has a model learnt training images by heart? The nearest training image of a sample, and how near is unusual. */
import type { Tensor2D, Tf } from "../core/tf";

/** For each query the nearest image so far. */
export interface Nearest {
  readonly index: Int32Array;
  readonly squaredDistance: Float64Array;
}

export const noneYet = (queries: number): Nearest => ({
  index: new Int32Array(queries).fill(-1), squaredDistance: new Float64Array(queries).fill(Infinity),
});

/**
 * Squared Euclidean distances, |q|² + |t|² − 2 q·t. queries: [n,p], block: [m,p] → [n,m]. In single precision: good to
 * about 1e-4 for digits, see `squaredDistance` for exact ones.
 */
export function squaredDistances(tf: Tf, queries: Tensor2D, block: Tensor2D): Tensor2D {
  const ofQueries = tf.sum(tf.square(queries), 1, true); // [n, 1]
  const ofBlock = tf.reshape(tf.sum(tf.square(block), 1), [1, block.shape[0]]);
  return tf.sub(tf.add(ofQueries, ofBlock), tf.mul(tf.matMul(queries, block, false, true), 2));
}

/** Looks whether a block of training images, from number `first` on, is nearer. distances: [n,m]. Writes to `best`. */
export function keepNearest(best: Nearest, distances: ArrayLike<number>, first: number): void {
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

/** Between row `i` of a and row `j` of b, each [·,p]. */
export function squaredDistance(a: ArrayLike<number>, i: number, b: ArrayLike<number>, j: number, p: number): number {
  let sum = 0;
  for (let k = 0; k < p; k++) sum += (a[i * p + k]! - b[j * p + k]!) ** 2;
  return sum;
}

export interface Memorising {
  readonly medianOfSamples: number;
  readonly medianOfTest: number;
  /** For each sample: the share of test images that are nearer to a training image than it is. Even over [0,1] if alike. */
  readonly rank: readonly number[];
  /** Share of samples nearer than all but 1 % of the test images: about 0.01 where nothing was learnt by heart. */
  readonly suspicious: number;
}

const SUSPICIOUS_RANK = 0.01;

/**
 * Distances of samples to their nearest training image against those of test images, which nothing can have learnt.
 * Blurred samples are near to everything: look at the median as well. Throws RangeError where there is none of either.
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
