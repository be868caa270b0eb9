/** Rounding, remainders and trigonometry, of operations that all backends and the step compiler have. */
import type { Tensor, Tf } from "../../core/model/tf";
import { above, not, type Rule, type Rules } from "./rule";

/** Floats from 2²³ on are integers. */
const DIGITS = 23;

/** Returns |x| without its fraction, by its binary digits. */
function whole(tf: Tf, x: Tensor): Tensor {
  const size = tf.stopGradient(tf.abs(x));
  let rest = tf.mul(size, tf.step(tf.sub(2 ** DIGITS, size))); // what is not taken yet; large numbers have no fraction
  for (let digit = DIGITS - 1; digit >= 0; digit--) rest = tf.sub(rest, tf.mul(not(tf, tf.step(tf.sub(2 ** digit, rest))), 2 ** digit));
  return tf.sub(size, rest);
}

const truncated = (tf: Tf, x: Tensor): Tensor => tf.mul(whole(tf, x), signOf(tf, x));
const signOf = (tf: Tf, x: Tensor): Tensor => tf.sub(tf.step(x), tf.step(tf.neg(x)));

function floor(tf: Tf, x: Tensor): Tensor {
  const towardsZero = truncated(tf, x);
  return tf.sub(towardsZero, above(tf, towardsZero, x));
}

/** Halves are rounded to the even neighbour. */
function rounded(tf: Tf, x: Tensor): Tensor {
  const below = floor(tf, x);
  const rest = tf.sub(tf.stopGradient(x), below);
  const isOdd = tf.sub(below, tf.mul(floor(tf, tf.mul(below, 0.5)), 2));
  const isHalf = tf.mul(not(tf, tf.step(tf.sub(rest, 0.5))), not(tf, tf.step(tf.sub(0.5, rest))));
  return tf.add(below, tf.add(tf.step(tf.sub(rest, 0.5)), tf.mul(isHalf, isOdd)));
}

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

const rounding = (work: (tf: Tf, x: Tensor) => Tensor): Rule => (tf, [x]) => tf.stopGradient(work(tf, x!));

/** x − y ⌊x / y⌋, which has the sign of y. */
const remainder: Rule = (tf, [x, y]) => tf.sub(x!, tf.mul(y!, tf.stopGradient(floor(tf, tf.div(x!, y!)))));

export const ROUNDING: Rules = {
  floor: rounding(floor),
  ceil: rounding((tf, x) => tf.neg(floor(tf, tf.neg(x)))),
  trunc: rounding(truncated),
  round: rounding(rounded),
  sign: rounding(signOf),
  frac: (tf, [x]) => tf.sub(x!, tf.stopGradient(truncated(tf, x!))),
  floorDiv: (tf, [x, y]) => tf.stopGradient(floor(tf, tf.div(x!, y!))),
  mod: remainder,
  fmod: (tf, [x, y]) => tf.sub(x!, tf.mul(y!, tf.stopGradient(truncated(tf, tf.div(x!, y!))))),
  sin: (tf, [x]) => sine(tf, x!, 0),
  cos: (tf, [x]) => sine(tf, x!, 1),
};
