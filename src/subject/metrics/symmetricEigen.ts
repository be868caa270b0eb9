/** Eigenvalues of small symmetric matrices, up to some hundred rows. */

export interface Eigen {
  /** [n], in no particular order. */
  readonly values: Float64Array;
  /** [n,n] row by row; column j belongs to value j. Orthonormal. */
  readonly vectors: Float64Array;
}

/** The maximum number of sweeps over all pairs; convergence is quadratic, and 64 rows need about 8. */
const MAX_SWEEPS = 40;

/**
 * Computes eigenvalues by cyclic Jacobi rotations: Golub & Van Loan, "Matrix Computations", 4th ed., §8.5. matrix is [n,n],
 * symmetric and finite. Throws RangeError if it is not square or not finite.
 */
export function symmetricEigen(matrix: ArrayLike<number>, n: number): Eigen {
  const a = Float64Array.from(matrix);
  if (a.length !== n * n || !a.every(Number.isFinite)) throw new RangeError(`not ${n} × ${n} finite numbers`);
  const vectors = identity(n);
  const scale = norm(a);
  for (let sweep = 0; sweep < MAX_SWEEPS && offDiagonal(a, n) > 1e-14 * scale; sweep++) {
    for (let p = 0; p < n - 1; p++) {
      for (let q = p + 1; q < n; q++) rotate(a, vectors, n, p, q);
    }
  }
  return { values: Float64Array.from({ length: n }, (_, i) => a[i * n + i]!), vectors };
}

/** Applies the rotation in the plane of rows p and q that makes a[p,q] zero. */
function rotate(a: Float64Array, vectors: Float64Array, n: number, p: number, q: number): void {
  const off = a[p * n + q]!;
  if (off === 0) return;
  const theta = (a[q * n + q]! - a[p * n + p]!) / (2 * off);
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(theta, 1)); // tangent of the smaller angle
  const c = 1 / Math.hypot(t, 1), s = t * c;
  for (let k = 0; k < n; k++) {
    turn(a, k * n + p, k * n + q, c, s);
    turn(vectors, k * n + p, k * n + q, c, s);
  }
  for (let k = 0; k < n; k++) turn(a, p * n + k, q * n + k, c, s);
}

function turn(values: Float64Array, i: number, j: number, c: number, s: number): void {
  const x = values[i]!, y = values[j]!;
  values[i] = c * x - s * y;
  values[j] = s * x + c * y;
}

/** Returns V f(λ) Vᵀ, a function of a symmetric matrix, [n,n]. */
export function ofEigen({ values, vectors }: Eigen, f: (value: number) => number): Float64Array {
  const n = values.length;
  const out = new Float64Array(n * n);
  const mapped = values.map(f);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = 0; k < n; k++) sum += vectors[i * n + k]! * mapped[k]! * vectors[j * n + k]!;
      out[i * n + j] = sum;
      out[j * n + i] = sum;
    }
  }
  return out;
}

function identity(n: number): Float64Array {
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) out[i * n + i] = 1;
  return out;
}

const norm = (a: Float64Array): number => Math.sqrt(a.reduce((sum, value) => sum + value * value, 0));

function offDiagonal(a: Float64Array, n: number): number {
  return Math.sqrt(a.reduce((sum, value, i) => (i % (n + 1) === 0 ? sum : sum + value * value), 0));
}
