/** Rounding and remainders, of operations that all backends and the step compiler have. */
import type { Tensor, Tf } from "../../../core/model/tf";
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

export function floor(tf: Tf, x: Tensor): Tensor {
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
};
