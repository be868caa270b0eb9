/** Functions that no backend computes here, approximated by those that all have. */
import type { Tensor, Tf } from "../../../core/model/tf";
import { floor } from "./rounding";
import type { Rules } from "./rule";

/** The Taylor series of sin x / x in x², the highest power first. */
const SINE: readonly number[] = Array.from({ length: 8 }, (_, i) => {
  const power = 15 - 2 * i;
  const factorial = Array.from({ length: power }, (__, k) => k + 1).reduce((product, k) => product * k);
  return (power % 4 === 1 ? 1 : -1) / factorial;
});

/** π = HIGH + LOW. HIGH has few digits, so its multiples are exact. */
const HIGH = 3.140625;
const LOW = Math.PI - HIGH;

/** sin(x + quarter · π/2) for |x| below some thousands. */
function sine(tf: Tf, x: Tensor, quarter: 0 | 1): Tensor {
  // x = nπ + rest for the sine and (n − ½)π + rest for the cosine; either is ±sin(rest).
  const turns = floor(tf, tf.add(tf.mul(x, 1 / Math.PI), quarter === 0 ? 0.5 : 1));
  const multiple = quarter === 0 ? turns : tf.sub(turns, 0.5);
  const rest = tf.sub(tf.sub(x, tf.mul(multiple, HIGH)), tf.mul(multiple, LOW));
  const square = tf.square(rest);
  const [first, second, ...others] = SINE as [number, number, ...number[]];
  const ratio = others.reduce<Tensor>((sum, factor) => tf.add(tf.mul(sum, square), factor), tf.add(tf.mul(square, first), second));
  const isOdd = tf.sub(turns, tf.mul(floor(tf, tf.mul(turns, 0.5)), 2));
  return tf.mul(tf.mul(ratio, rest), tf.sub(1, tf.mul(isOdd, 2)));
}

/** The Taylor series of atan x / x in x², the highest power first. */
const ARC: readonly number[] = Array.from({ length: 6 }, (_, i) => (i % 2 === 1 ? 1 : -1) / (11 - 2 * i));

/** atan x = 2 atan(x / (1 + √(1 + x²))): three times, after which |x| < 0.1. Beyond 1 it is π/2 − atan(1/x). */
function arctangent(tf: Tf, x: Tensor): Tensor {
  const isLarge = tf.step(tf.sub(tf.abs(x), 1));
  const other = tf.sub(1, isLarge);
  const sign = tf.sub(tf.mul(2, tf.step(x)), 1);
  const inverse = tf.div(isLarge, tf.add(tf.mul(x, isLarge), other)); // 1/x or 0
  let small: Tensor = tf.add(inverse, tf.mul(x, other));
  for (let i = 0; i < 3; i++) small = tf.div(small, tf.add(1, tf.sqrt(tf.add(1, tf.square(small)))));
  const square = tf.square(small);
  const [first, second, ...others] = ARC as [number, number, ...number[]];
  const ratio = others.reduce<Tensor>((sum, factor) => tf.add(tf.mul(sum, square), factor), tf.add(tf.mul(square, first), second));
  const angle = tf.mul(tf.mul(ratio, small), 8);
  return tf.add(tf.mul(other, angle), tf.mul(isLarge, tf.sub(tf.mul(sign, Math.PI / 2), angle)));
}

/** Abramowitz & Stegun 1964, 7.1.26, the highest power first: an error of 1.5e-7 at most. */
const ERROR_SERIES = [1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592] as const;

/** Its first two derivatives are those of erf, not of the approximation. */
function errorFunction(tf: Tf, x: Tensor): Tensor {
  const size = tf.abs(x);
  const t = tf.div(1, tf.add(1, tf.mul(size, 0.3275911)));
  const bell = tf.exp(tf.neg(tf.square(x)));
  const [first, second, ...others] = ERROR_SERIES;
  const sum = others.reduce<Tensor>((total, factor) => tf.add(tf.mul(total, t), factor), tf.add(tf.mul(t, first), second));
  const value = tf.mul(tf.sub(tf.mul(2, tf.step(x)), 1), tf.sub(1, tf.mul(tf.mul(sum, t), bell)));
  const derivative = tf.mul(bell, 2 / Math.sqrt(Math.PI));
  return withDerivatives(tf, x, value, derivative, tf.mul(tf.mul(x, derivative), -2));
}

/** Returns a value with these two derivatives. */
function withDerivatives(tf: Tf, x: Tensor, value: Tensor, first: Tensor, second: Tensor): Tensor {
  const change = tf.sub(x, tf.stopGradient(x)); // 0, with the derivative 1
  return tf.add(tf.stopGradient(value), tf.sub(tf.mul(change, first), tf.mul(tf.mul(tf.square(change), 0.5), second)));
}

export const APPROXIMATIONS: Rules = {
  sin: (tf, [x]) => sine(tf, x!, 0),
  cos: (tf, [x]) => sine(tf, x!, 1),
  atan: (tf, [x]) => arctangent(tf, x!),
  erf: (tf, [x]) => errorFunction(tf, x!),
};

/**
 * Operations of which TensorFlow.js 4.22 has no second derivative: its gradient contains their result, which it does not differentiate again. Gradients
 * that are part of a loss need it.
 */
export const TWICE = {
  exp: (tf, [x]) => {
    const value = tf.exp(x!);
    return withDerivatives(tf, x!, value, value, value);
  },
  sigmoid: (tf, [x]) => {
    const value = tf.sigmoid(x!);
    const first = tf.mul(value, tf.sub(1, value));
    return withDerivatives(tf, x!, value, first, tf.mul(first, tf.sub(1, tf.mul(value, 2))));
  },
  tanh: (tf, [x]) => {
    const value = tf.tanh(x!);
    const first = tf.sub(1, tf.square(value));
    return withDerivatives(tf, x!, value, first, tf.mul(tf.mul(value, first), -2));
  },
} satisfies Rules;
