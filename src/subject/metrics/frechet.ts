/**
 * The Fréchet distance between two sets of features, each approximated by a Gaussian: Dowson & Landau 1982; for generative
 * models Heusel et al. 2017, "GANs Trained by a Two Time-Scale Update Rule Converge to a Local Nash Equilibrium", eq. 6. Its
 * size depends on the features: with those of the evaluation classifier it is the digit-FID, which cannot be compared with a
 * FID.
 */
import { ofEigen, symmetricEigen } from "./symmetricEigen";

export interface Gaussian {
  /** [f]. */
  readonly mean: Float64Array;
  /** [f,f], row by row. */
  readonly covariance: Float64Array;
}

/** Fits a Gaussian to features [n,f], row by row (n − 1 in the denominator). Throws RangeError for n < 2. */
export function fitGaussian(features: ArrayLike<number>, f: number): Gaussian {
  const n = features.length / f;
  if (!Number.isInteger(n) || n < 2) throw new RangeError(`${features.length} numbers are not 2 or more rows of ${f}`);
  const mean = new Float64Array(f);
  for (let i = 0; i < features.length; i++) mean[i % f]! += features[i]! / n;
  const covariance = new Float64Array(f * f);
  const row = new Float64Array(f);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < f; j++) row[j] = features[i * f + j]! - mean[j]!;
    for (let j = 0; j < f; j++) {
      const scaled = row[j]! / (n - 1);
      for (let k = 0; k <= j; k++) covariance[j * f + k]! += scaled * row[k]!;
    }
  }
  for (let j = 0; j < f; j++) for (let k = 0; k < j; k++) covariance[k * f + j] = covariance[j * f + k]!;
  return { mean, covariance };
}

/** Returns draws from the Gaussian for draws from N(0, I), [n,f] each, row by row: μ + Σ^½ z. */
export function gaussianCodes({ mean, covariance }: Gaussian, z: ArrayLike<number>): Float32Array {
  const f = mean.length;
  const root = ofEigen(symmetricEigen(covariance, f), (value) => Math.sqrt(Math.max(0, value)));
  return Float32Array.from(z, (_, at) => {
    const row = at - (at % f);
    let sum = mean[at % f]!;
    for (let k = 0; k < f; k++) sum += root[(at % f) * f + k]! * z[row + k]!;
    return sum;
  });
}

/** Returns |μ₁ − μ₂|² + tr(Σ₁ + Σ₂ − 2 (Σ₁Σ₂)^½), in squared units of the features; 0 for equal ones. */
export function frechetDistance(a: Gaussian, b: Gaussian): number {
  const f = a.mean.length;
  const shift = a.mean.reduce((sum, value, i) => sum + (value - b.mean[i]!) ** 2, 0);
  // Σ₁Σ₂ has the eigenvalues of Σ₁^½ Σ₂ Σ₁^½, which is symmetric. Rounding may make zeros slightly negative.
  const root = ofEigen(symmetricEigen(a.covariance, f), (value) => Math.sqrt(Math.max(0, value)));
  const inner = product(product(root, b.covariance, f), root, f);
  const { values } = symmetricEigen(symmetrised(inner, f), f);
  const traceOfRoot = values.reduce((sum, value) => sum + Math.sqrt(Math.max(0, value)), 0);
  return Math.max(0, shift + trace(a.covariance, f) + trace(b.covariance, f) - 2 * traceOfRoot);
}

function product(a: Float64Array, b: Float64Array, n: number): Float64Array {
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < n; k++) {
      const factor = a[i * n + k]!;
      for (let j = 0; j < n; j++) out[i * n + j]! += factor * b[k * n + j]!;
    }
  }
  return out;
}

const symmetrised = (a: Float64Array, n: number): Float64Array =>
  a.map((value, i) => (value + a[(i % n) * n + Math.floor(i / n)]!) / 2);

function trace(a: Float64Array, n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += a[i * n + i]!;
  return sum;
}
