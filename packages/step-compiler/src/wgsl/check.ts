/** The result of a check on a device. */
export interface Check {
  readonly name: string;
  /** The largest error relative to the number, or to a tenth of the largest one of its array. */
  readonly maxError: number;
}

/** Returns the largest relative error; infinite if NaN occurs in one array only. */
export function largestError(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) return Infinity;
  let scale = 0;
  for (let i = 0; i < expected.length; i++) scale = Math.max(scale, Math.abs(expected[i]!));
  let error = 0;
  for (let i = 0; i < expected.length; i++) {
    if (Object.is(actual[i], expected[i])) continue;
    const off = Math.abs(actual[i]! - expected[i]!) / Math.max(Math.abs(expected[i]!), scale / 10, Number.MIN_VALUE);
    error = Number.isNaN(off) ? Infinity : Math.max(error, off);
  }
  return error;
}
