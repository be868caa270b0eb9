/** Adam over typed arrays: the cpu backend's version, and the wasm backend's where there is no SIMD. */
import { SMALLEST_MEAN, type AdamFactors } from "./adam";

export interface AdamArrays {
  readonly weight: Float32Array;
  readonly m: Float32Array;
  readonly v: Float32Array;
}

/** Returns 0 for means that are too small. NaN stays. */
const flushed = (mean: number): number => (Math.abs(mean) < SMALLEST_MEAN ? 0 : mean);

/** Computes one update (see `adamUpdate`) of arrays of the same length and writes the result to `out`, which may be the arrays of `from`. */
export function adamLoop(from: AdamArrays, gradient: Float32Array, out: AdamArrays, factors: AdamFactors): void {
  const { weight, m, v } = from;
  const { weight: nextWeight, m: nextM, v: nextV } = out;
  const { beta1, oneMinusBeta1, beta2, oneMinusBeta2, rate, vScale, epsilon } = factors;
  for (let i = 0; i < gradient.length; i++) {
    const g = gradient[i]!;
    const mean = flushed(beta1 * m[i]! + oneMinusBeta1 * g);
    const square = flushed(beta2 * v[i]! + oneMinusBeta2 * g * g);
    nextM[i] = mean;
    nextV[i] = square;
    nextWeight[i] = weight[i]! - (rate * mean) / (Math.sqrt(vScale * square) + epsilon);
  }
}
