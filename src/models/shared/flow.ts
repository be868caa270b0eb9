/**
 * Flow matching (Lipman et al. 2023, "Flow Matching for Generative Modeling"): a network learns the velocity at which noise
 * becomes data along straight ways, from z₀ ~ N(0, I) at time 0 to data z₁ at time 1.
 */
import type { Term } from "../../core/model";
import type { Tensor2D, Tf } from "../../core/tf";

/** Times 0, 1/8, … 1. */
const KNOTS = 8;

/** Numbers by which a network is told the time. */
export const TIME_FEATURES = KNOTS + 1;

/**
 * 1 at its own knot and 0 from the next ones on, each: whatever a layer learns for the knots, between them it goes in a line.
 * t: [B,1] in [0,1] → [B,9].
 */
export function timeFeatures(tf: Tf, t: Tensor2D): Tensor2D {
  const knots = tf.tensor2d([Array.from({ length: TIME_FEATURES }, (_, knot) => knot)]);
  return tf.relu(tf.sub(1, tf.abs(tf.sub(tf.mul(t, KNOTS), knots))));
}

/** (1 − t) from + t to. from, to: [B,d], t: [B,1]. */
export const onTheWay = (tf: Tf, from: Tensor2D, to: Tensor2D, t: Tensor2D): Tensor2D => tf.add(from, tf.mul(t, tf.sub(to, from)));

/** The same time for each of `count`: [count,1]. */
export const allAt = (tf: Tf, time: number, count: number): Tensor2D => tf.tensor2d(new Float32Array(count).fill(time), [count, 1]);

interface Velocities {
  /** What the network says: [B,d]. */
  readonly velocity: Tensor2D;
  /** z₁ − z₀: [B,d]. */
  readonly wanted: Tensor2D;
}

export const flowMatching: Term<Velocities, unknown> = {
  id: "flow-matching",
  tex: "\\mathbb{E}_{t,z_0}\\big[\\lVert v_\\psi(z_t,t)-(z_1-z_0)\\rVert^2\\big]",
  unit: "none",
  source: "Lipman et al. 2023, eq. 23, with σ_min = 0",
  value: (tf, { velocity, wanted }) => tf.mean(tf.sum(tf.square(tf.sub(velocity, wanted)), 1)),
};
