/** Differences between two distributions: KL and JS divergence of shares, Wasserstein-1 distance of points, and modes found. */

/** Returns Σ pᵢ log(pᵢ/qᵢ) in nats, for shares that each sum to 1; infinite if q is 0 somewhere where p is not. */
export function klDivergence(p: ArrayLike<number>, q: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < p.length; i++) if (p[i]! > 0) sum += p[i]! * Math.log(p[i]! / q[i]!);
  return sum;
}

/** Returns ½ KL(p‖m) + ½ KL(q‖m) with m = (p+q)/2, in nats: 0 to log 2. Lin 1991. */
export function jsDivergence(p: ArrayLike<number>, q: ArrayLike<number>): number {
  const m = Float64Array.from(p, (share, i) => (share + q[i]!) / 2);
  return (klDivergence(p, m) + klDivergence(q, m)) / 2;
}

/** Returns the shares of n draws with half a draw added to each cell, so that none is 0: Krichevsky & Trofimov 1981. */
export const smoothedShares = (shares: Float64Array, n: number): Float64Array =>
  shares.map((share) => (share * n + 0.5) / (n + shares.length / 2));

/**
 * Returns the Wasserstein-1 distance of two sets of n points: the least mean distance over which one must be moved to become
 * the other. It sorts on a line and solves the assignment problem in the plane. a and b are [n,width]. Yields the finished
 * share now and then.
 */
export function* wasserstein1(a: Float32Array, b: Float32Array, width: 1 | 2): Generator<number, number, void> {
  const n = a.length / width;
  if (width === 1) {
    const [from, to] = [a.slice().sort(), b.slice().sort()];
    return from.reduce((sum, value, i) => sum + Math.abs(value - to[i]!), 0) / n;
  }
  const cost = (i: number, j: number) => Math.hypot(a[2 * i]! - b[2 * j]!, a[2 * i + 1]! - b[2 * j + 1]!);
  return (yield* cheapestAssignment(n, cost)) / n;
}

/** The number of rows assigned in one slice: some 10 ms among 500. */
const ROWS_AT_ONCE = 25;

/**
 * Returns the least sum of costs of an assignment of n rows to columns, by shortest augmenting paths: Jonker & Volgenant 1987,
 * without their initialisation. Column 0 stands for the row that is being assigned.
 */
function* cheapestAssignment(n: number, cost: (row: number, column: number) => number): Generator<number, number, void> {
  const rowPrice = new Float64Array(n + 1), columnPrice = new Float64Array(n + 1);
  const rowOf = new Int32Array(n + 1); // of each column; 0: free
  const before = new Int32Array(n + 1); // the column before on the shortest path
  for (let row = 1; row <= n; row++) {
    rowOf[0] = row;
    const shortest = new Float64Array(n + 1).fill(Infinity);
    const done = new Uint8Array(n + 1);
    let column = 0;
    do {
      done[column] = 1;
      const from = rowOf[column]!;
      let step = Infinity, next = 0;
      for (let j = 1; j <= n; j++) {
        if (done[j]) continue;
        const length = cost(from - 1, j - 1) - rowPrice[from]! - columnPrice[j]!;
        if (length < shortest[j]!) {
          shortest[j] = length;
          before[j] = column;
        }
        if (shortest[j]! < step) {
          step = shortest[j]!;
          next = j;
        }
      }
      for (let j = 0; j <= n; j++) {
        if (done[j]) {
          rowPrice[rowOf[j]!]! += step;
          columnPrice[j]! -= step;
        } else shortest[j]! -= step;
      }
      column = next;
    } while (rowOf[column] !== 0);
    while (column !== 0) {
      rowOf[column] = rowOf[before[column]!]!;
      column = before[column]!;
    }
    if (row % ROWS_AT_ONCE === 0) yield row / n;
  }
  let sum = 0;
  for (let j = 1; j <= n; j++) sum += cost(rowOf[j]! - 1, j - 1);
  return sum;
}

/** A point belongs to a mode within this many standard deviations: of a Gaussian in the plane, 99.97 %. */
const MODE_RADIUS = 4;
/** A mode is found if it gets at least this fraction of its expected share. */
const MIN_FOUND = 0.25;

export interface ModesFound {
  /** The share of the points near each mode, [modes]. */
  readonly shares: readonly number[];
  readonly found: number;
  /** The share of the points that are near none. */
  readonly far: number;
}

/** Finds the modes of a mixture with equally probable components. x is [n,width], modes [modes][width], sigmas [modes]. */
export function modesFound(x: ArrayLike<number>, modes: readonly (readonly number[])[], sigmas: readonly number[]): ModesFound {
  const width = modes[0]!.length;
  const n = x.length / width;
  const shares = modes.map(() => 0);
  for (let i = 0; i < n; i++) {
    const distances = modes.map((mode, k) => Math.hypot(...mode.map((value, axis) => value - x[i * width + axis]!)) / sigmas[k]!);
    const nearest = distances.indexOf(Math.min(...distances));
    if (distances[nearest]! < MODE_RADIUS) shares[nearest]! += 1 / n;
  }
  return {
    shares, found: shares.filter((share) => share >= MIN_FOUND / modes.length).length, far: Math.max(0, 1 - shares.reduce((sum, share) => sum + share, 0)),
  };
}
