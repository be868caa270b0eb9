/**
 * Quantisation of weights: uniform, symmetric about 0, one scale for each tensor. Jacob et al. 2018, §2, with a zero-point of
 * 0.
 */

/** Returns the bytes of a tensor of `count` weights in `bits` each, including its scale of 32 bits. */
export const bytesOf = (count: number, bits: number): number => Math.ceil((count * bits) / 8) + Float32Array.BYTES_PER_ELEMENT;

/**
 * Rounds each weight to the nearest of 2ᵇ − 1 values, −s … s, where s is the largest absolute weight; bits ≥ 2, and 2 bits give
 * −s, 0 and s. No weight moves by more than half a distance between two values, s / (2ᵇ − 2).
 */
export function quantised(weights: Float32Array, bits: number): Float32Array {
  const most = 2 ** (bits - 1) - 1;
  const scale = weights.reduce((largest, weight) => Math.max(largest, Math.abs(weight)), 0) / most;
  return scale === 0 ? weights.slice() : weights.map((weight) => Math.round(weight / scale) * scale);
}
