/** Numbers to write beside an axis or into a link. The functions are pure. */

const STEPS = [1, 1.5, 2, 3, 4, 5, 6, 8, 10];

/** Returns a number at or above this one that can be written beside an axis: 1, 1.5, 2, 3, 4, 5, 6, 8 times a power of ten. */
export function roundExtent(least: number): number {
  if (!(least > 0 && Number.isFinite(least))) return 1;
  const power = 10 ** Math.floor(Math.log10(least));
  const step = STEPS.find((one) => one * power >= least * (1 - 1e-12)) ?? 10;
  return Number((step * power).toPrecision(2));
}

/** With more ticks, labels touch on a phone. */
const MAX_TICKS = 7;

/** Returns the round numbers from `from` to `to`: multiples of 1, 2 or 5 times a power of ten, at most `most`. */
export function ticksIn(from: number, to: number, most = MAX_TICKS): readonly number[] {
  const least = (to - from) / most;
  if (!(least > 0 && Number.isFinite(least))) return [];
  const power = 10 ** Math.floor(Math.log10(least));
  for (const step of [1, 2, 5, 10, 20, 50].map((one) => one * power)) {
    const [first, last] = [Math.ceil(from / step - 1e-9), Math.floor(to / step + 1e-9)];
    if (last - first < most) return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(6)) || 0);
  }
  return [];
}

/** The multiples of powers of ten that a logarithmic axis marks, the densest first, with the smallest distance between two of them in powers of ten. */
const LOG_DIGITS = [[1, 2, 3, 4, 5, 6, 8], [1, 2, 5], [1]].map((digits) => ({
  digits, gap: Math.min(...digits.map((digit, i) => Math.log10((digits[i + 1] ?? 10 * digits[0]!) / digit))),
}));

/**
 * Returns ticks of a logarithmic axis from `from` > 0 to `to`: powers of ten; if these are few, also two and five times each,
 * or more of their multiples, so that labels stand apart. `most`: the number of labels for which there is room.
 */
export function logTicks(from: number, to: number, most = Infinity): readonly number[] {
  const span = Math.log10(to / from);
  const densest = to / from > 1000 ? 2 : to / from > 20 ? 1 : 0;
  const { digits } = LOG_DIGITS.find(({ gap }, i) => i >= densest && gap * most >= span) ?? LOG_DIGITS.at(-1)!;
  const stride = digits.length === 1 ? Math.max(1, Math.ceil(span / most)) : 1;
  const [first, last] = [Math.floor(Math.log10(from) / stride), Math.ceil(Math.log10(to) / stride)];
  return Array.from({ length: last - first + 1 }, (_, k) => digits.map((digit) => Number(`${digit}e${stride * (first + k)}`)))
    .flat().filter((tick) => tick >= from && tick <= to);
}

/** Rounds a slider's number to four significant digits, so that a person can read it in a link. −0 becomes 0. */
export const tidyNumber = (value: number): number => Number(value.toPrecision(4)) || 0;
