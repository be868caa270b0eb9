/** Lengths of bars. Bars that are compared share an axis, and its end is a value that means something: noise near 0 never fills it. Pure functions. */

/** Returns the value at the end of the axis of these bars: `least`, or the largest finite value if that is larger. */
export const axisEnd = (values: readonly number[], least: number): number => Math.max(least, ...values.filter(Number.isFinite));

/** Returns the length of a bar as a share of the axis from 0 to `end`, 0 to 1. A value that is not a number has no bar. */
export const barLength = (value: number, end: number): number => (value > 0 && end > 0 ? Math.min(1, value / end) : 0);

/** A logarithmic axis, as exponents of ten. */
export interface LogAxis {
  readonly from: number;
  readonly to: number;
}

/** The smallest value that a logarithmic axis shows. */
const SMALLEST = 1e-12;

const exponentOf = (value: number): number => Math.log10(Math.max(value, SMALLEST));

/** Returns the axis that has room for all these values. It starts half a power of ten below the smallest one, so that each has a bar. */
export function logAxis(values: readonly number[]): LogAxis {
  const exponents = values.filter(Number.isFinite).map(exponentOf);
  if (exponents.length === 0) return { from: 0, to: 1 };
  return { from: Math.floor(Math.min(...exponents)) - 0.5, to: Math.ceil(Math.max(...exponents)) };
}

/** Returns the length of a bar as a share of a logarithmic axis, 0 to 1. A value that is not a number has no bar. */
export const logBarLength = (value: number, { from, to }: LogAxis): number => (Number.isNaN(value) ? 0 : Math.min(1, Math.max(0, (exponentOf(value) - from) / (to - from))));
