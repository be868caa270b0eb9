/** The k-NN probe: how well codes separate the classes. It needs no training. */
import { CLASSES } from "../../core/run/runConfig";

export interface Labelled {
  /** The codes, [n,d], row by row. */
  readonly codes: ArrayLike<number>;
  /** The labels, [n] of 0…9. */
  readonly labels: ArrayLike<number>;
}

/**
 * Returns the majority class of the k nearest codes; the nearer ones decide a tie. queries [m,d] → [m] of 0…9. Cover & Hart
 * 1967. Throws RangeError if there are fewer than k codes.
 */
export function nearestNeighbours({ codes, labels }: Labelled, queries: ArrayLike<number>, d: number, k = 5): Uint8Array {
  const n = labels.length;
  if (n < k) throw new RangeError(`${n} codes do not have ${k} nearest ones`);
  const distances = new Float64Array(k);
  const classes = new Uint8Array(k);
  return Uint8Array.from({ length: queries.length / d }, (_, query) => {
    distances.fill(Infinity);
    for (let i = 0; i < n; i++) {
      let distance = 0;
      for (let j = 0; j < d; j++) distance += (codes[i * d + j]! - queries[query * d + j]!) ** 2;
      if (distance < distances[k - 1]!) insert(distances, classes, distance, labels[i]!);
    }
    return majority(classes);
  });
}

/** Inserts a distance among the k smallest, in ascending order. */
function insert(distances: Float64Array, classes: Uint8Array, distance: number, label: number): void {
  let at = distances.length - 1;
  for (; at > 0 && distances[at - 1]! > distance; at--) {
    distances[at] = distances[at - 1]!;
    classes[at] = classes[at - 1]!;
  }
  distances[at] = distance;
  classes[at] = label;
}

function majority(classes: Uint8Array): number {
  const votes = new Uint8Array(CLASSES);
  for (const label of classes) votes[label]!++;
  const most = Math.max(...votes);
  return classes.find((label) => votes[label] === most)!;
}

/** Returns the share of positions where both arrays have the same class. */
export function agreement(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let same = 0;
  for (let i = 0; i < a.length; i++) if (a[i] === b[i]) same++;
  return same / a.length;
}
