/** The K-sample bound on log p(x): Burda, Grosse & Salakhutdinov 2016, "Importance Weighted Autoencoders", eq. 8. */

/** Returns the log of the mean of exp(v) over v = values[first … first + count), without overflow. −Infinity for none. */
export function logMeanExp(values: ArrayLike<number>, first = 0, count = values.length - first): number {
  let largest = -Infinity;
  for (let i = first; i < first + count; i++) largest = Math.max(largest, values[i]!);
  if (largest === -Infinity) return -Infinity;
  let sum = 0;
  for (let i = first; i < first + count; i++) sum += Math.exp(values[i]! - largest);
  return largest + Math.log(sum / count);
}

/**
 * Returns the K-sample bound of each image, [images], in nats; in expectation it is at most log p(x), and it gets tighter as k
 * grows. logWeights is [images, k] row by row, log p(x,z) − log q(z|x) in nats for k draws z ~ q(z|x). Throws RangeError unless
 * k is an integer above 0 that divides the number of weights.
 */
export function importanceBounds(logWeights: ArrayLike<number>, k: number): Float64Array {
  const images = logWeights.length / k;
  if (!Number.isInteger(k) || k < 1 || !Number.isInteger(images)) {
    throw new RangeError(`${logWeights.length} weights are not ${k} for each image`);
  }
  return Float64Array.from({ length: images }, (_, image) => logMeanExp(logWeights, image * k, k));
}
