/** A mean and its standard error. */

export interface Estimate {
  readonly mean: number;
  /** s / √n, s with n − 1 in the denominator: 68 % of such estimates lie within this of the true mean. NaN for n < 2. */
  readonly standardError: number;
}

/** Estimates the mean of n independent numbers. NaN for none. */
export function estimate(values: ArrayLike<number>): Estimate {
  const n = values.length;
  const mean = sum(values, (value) => value) / n;
  const squares = sum(values, (value) => (value - mean) ** 2);
  return { mean, standardError: Math.sqrt(squares / (n - 1) / n) };
}

function sum(values: ArrayLike<number>, of: (value: number) => number): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += of(values[i]!);
  return total;
}
