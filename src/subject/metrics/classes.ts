/** The classes of a model's samples, and whether it misses some. */
import { CLASSES } from "../../core/run/runConfig";

/** Counts labels [n] of 0…9 by class, [10]. Throws RangeError for any other label. */
export function classHistogram(labels: ArrayLike<number>): number[] {
  const counts = new Array<number>(CLASSES).fill(0);
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i]!;
    if (counts[label] === undefined) throw new RangeError(`${label} is not a class`);
    counts[label]++;
  }
  return counts;
}

/**
 * Returns −Σ p log p over the shares of the counts, in nats: log 10 ≈ 2.303 if all ten classes are equally frequent; 0 for no
 * counts.
 */
export function entropy(counts: readonly number[]): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.reduce((sum, count) => (count === 0 ? sum : sum - (count / total) * Math.log(count / total)), 0);
}

/**
 * Solves the assignment problem: returns the column of each row, no column twice, with the largest sum of entries. table is
 * [n][n], n ≤ 16. Dynamic programming over sets of columns takes 2ⁿ·n steps, where trying every order takes n!.
 */
export function bestAssignment(table: readonly (readonly number[])[]): number[] {
  interface Partial { readonly sum: number; readonly columns: readonly number[] }
  // The best partial sums by the set of columns taken, one bit each.
  let best = new Map<number, Partial>([[0, { sum: 0, columns: [] }]]);
  for (const row of table) {
    const next = new Map<number, Partial>();
    for (const [taken, { sum, columns }] of best) {
      row.forEach((entry, column) => {
        const now = taken | (1 << column);
        if (now !== taken && sum + entry > (next.get(now)?.sum ?? -Infinity)) next.set(now, { sum: sum + entry, columns: [...columns, column] });
      });
    }
    best = next;
  }
  return [...best.values()].flatMap(({ columns }) => columns);
}

/**
 * Returns the mean squared distance of a row to the mean of its class. features is [n,f], labels [n]. 0 if every class has one
 * image.
 */
export function withinClassVariance(features: ArrayLike<number>, labels: ArrayLike<number>, f: number): number {
  const counts = classHistogram(labels);
  const means = new Float64Array(CLASSES * f);
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i]!;
    for (let j = 0; j < f; j++) means[label * f + j]! += features[i * f + j]! / counts[label]!;
  }
  let sum = 0;
  for (let i = 0; i < labels.length; i++) {
    for (let j = 0; j < f; j++) sum += (features[i * f + j]! - means[labels[i]! * f + j]!) ** 2;
  }
  return sum / labels.length;
}

/**
 * A class is missing below this fraction of its expected share. In 1,000 samples: fewer than 10 of about 100, where random
 * variation alone stays above 60 (four standard deviations).
 */
const MISSING = 0.1;
/** A class is over-represented above this multiple of its expected share: over 250 in 1,000 samples. */
const OVER_REPRESENTED = 2.5;
/** Samples of a class are all alike below this fraction of the variance of real images of a class. */
const ALIKE = 0.2;
/**
 * With a smaller share of clear samples, the evaluation classifier guesses more than it recognises, and there is no verdict. Of
 * noise none is clear, of test images 98 %.
 */
const MIN_CLEAR_SHARE = 0.5;
/** With fewer samples, a class may be missing at random. */
const MIN_SAMPLES = 200;
/** There is no verdict about a class with fewer expected samples. */
const MIN_SAMPLES_OF_CLASS = MIN_SAMPLES / CLASSES;

/** The expected shares of classes: MNIST's are nearly even (9 to 11 %). */
const EVEN: readonly number[] = new Array<number>(CLASSES).fill(1 / CLASSES);

const sumOf = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

/** Returns how many classes occur, whatever the samples look like. counts and due (expected shares) are [10]. */
export function classesCovered(counts: readonly number[], expected = EVEN): number {
  const total = sumOf(counts);
  return counts.filter((count, k) => expected[k]! > 0 && count >= MISSING * expected[k]! * total).length;
}

export interface CollapseVerdict {
  /**
   * "covered": all classes occur. "missing": missing modes, the usual mode collapse. "alike": every class occurs, but always as
   * the same image. "uneven": all occur, some far too often. "too-few": no verdict. "unclear": no verdict, because the
   * evaluation classifier is sure of less than half of the samples.
   */
  readonly kind: "covered" | "missing" | "alike" | "uneven" | "too-few" | "unclear";
  readonly missing: readonly number[];
  readonly over: readonly number[];
}

/**
 * Returns the verdict. counts are [10]; variety is the variance within classes relative to that of real images; clear is the
 * share of samples that are clearly of their class; due is [10], the expected share of each class, 0 if there is no such class.
 */
export function collapseVerdict(counts: readonly number[], variety: number, clear: number, expected = EVEN): CollapseVerdict {
  const total = sumOf(counts);
  const where = (found: (count: number, expected: number) => boolean) => counts.flatMap((count, label) => (found(count, expected[label]! * total) ? [label] : []));
  if (total < MIN_SAMPLES) return { kind: "too-few", missing: [], over: [] };
  if (clear < MIN_CLEAR_SHARE) return { kind: "unclear", missing: [], over: [] };
  const missing = where((count, wanted) => wanted >= MIN_SAMPLES_OF_CLASS && count < MISSING * wanted);
  const over = where((count, wanted) => wanted >= MIN_SAMPLES_OF_CLASS && count > OVER_REPRESENTED * wanted);
  const untold = where((count, wanted) => wanted < MIN_SAMPLES_OF_CLASS && count < MISSING * wanted);
  const kind = missing.length > 0 ? "missing" : variety < ALIKE ? "alike" : over.length > 0 ? "uneven" : untold.length > 0 ? "too-few" : "covered";
  return { kind, missing, over };
}
