/** An autoregressive distribution of n symbols, by a network whose masks hide later ones: Germain et al. 2015, "MADE". */
import type { NetworkSpec, Networks } from "../../../core/model/network";
import type { Tensor2D, Tf } from "../../../core/model/tf";
import { logSumExp } from "./gaussian";
import { maskedDense } from "./layers";

interface Sizes {
  /** The number of symbols in a row. */
  readonly places: number;
  /** The number of values that encode each symbol. */
  readonly width: number;
  /** The number of different symbols. */
  readonly symbols: number;
  readonly hidden: number;
}

/** The first position sees nothing, the second the first, and so on. [B,places·width] → [B,places·symbols]. */
export function autoregressive({ places, width, symbols, hidden }: Sizes): NetworkSpec {
  const seenBy = (unit: number) => (places > 1 ? 1 + (unit % (places - 1)) : 0); // a hidden unit sees so many of the first places
  return {
    role: "prior", widths: [places * width, hidden, hidden, places * symbols],
    layers: {
      hidden1: maskedDense(places * width, hidden, (input, unit) => Math.floor(input / width) < seenBy(unit)),
      hidden2: maskedDense(hidden, hidden, (before, unit) => seenBy(before) <= seenBy(unit)),
      logits: maskedDense(hidden, places * symbols, (unit, output) => seenBy(unit) <= Math.floor(output / symbols)),
    },
  };
}

/**
 * Returns the log probability of each symbol at each position, given the previous ones. z [B,places·width] →
 * [B·places,symbols].
 */
export function logProbabilities(tf: Tf, network: Networks[string], z: Tensor2D, { places, symbols }: Pick<Sizes, "places" | "symbols">): Tensor2D {
  const { hidden1, hidden2, logits } = network;
  const rows: Tensor2D = tf.reshape(logits!(tf.relu(hidden2!(tf.relu(hidden1!(z))))), [z.shape[0] * places, symbols]);
  return tf.sub(rows, tf.reshape(logSumExp(tf, rows), [rows.shape[0], 1]));
}

/** The highest u that differs from 1 in float32, with a margin for the rounding of a sum of probabilities. */
const MAX_UNIFORM = 1 - 1e-5;

/** Draws a symbol by a number from N(0, 1): p [B,symbols], noise [B,1] → [B,symbols] one-hot. */
export function drawSymbol(tf: Tf, p: Tensor2D, noise: Tensor2D): Tensor2D {
  const symbols = p.shape[1];
  // Φ(x) by tanh, accurate to 0.0004: Hendrycks & Gimpel 2016, "Gaussian Error Linear Units".
  const cubic = tf.mul(Math.sqrt(2 / Math.PI), tf.add(noise, tf.mul(0.044715, tf.mul(noise, tf.square(noise)))));
  const u = tf.mul(tf.add(tf.tanh(cubic), 1), MAX_UNIFORM / 2); // [B, 1]
  const upTo = Float32Array.from({ length: symbols ** 2 }, (_, i) => Number(Math.floor(i / symbols) <= i % symbols));
  const ends = tf.matMul(p, tf.tensor2d(upTo, [symbols, symbols])); // the symbols' shares laid end to end in (0,1)
  return tf.sub(tf.step(tf.sub(ends, u)), tf.step(tf.sub(tf.sub(ends, p), u)));
}
