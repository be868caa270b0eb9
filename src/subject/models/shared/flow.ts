/**
 * Flow matching (Lipman et al. 2023, "Flow Matching for Generative Modeling"): a network learns the velocity at which noise
 * becomes data along straight paths, from z₀ ~ N(0, I) at time 0 to z₁ at time 1. Where the data are the points x themselves, formulas say x₀, x_t, x.
 */
import type { NoiseSpec, Term } from "../../../core/model/model";
import type { Networks, NetworkSpec } from "../../../core/model/network";
import type { SamplerPrior } from "../../../core/model/prior";
import type { Tensor2D, Tf } from "../../../core/model/tf";
import { dense } from "./layers";

/** The knots are at times 0, 1/8, … 1. */
const KNOTS = 8;

/** The number of features that encode the time. */
export const TIME_FEATURES = KNOTS + 1;

/**
 * Encodes the time by hat functions: each is 1 at its own knot and 0 from the next ones on, so that a layer interpolates
 * linearly between knots. t [B,1] in [0,1] → [B,9].
 */
export function timeFeatures(tf: Tf, t: Tensor2D): Tensor2D {
  const knots = tf.tensor2d([Array.from({ length: TIME_FEATURES }, (_, knot) => knot)]);
  return tf.relu(tf.sub(1, tf.abs(tf.sub(tf.mul(t, KNOTS), knots))));
}

/** Returns (1 − t) from + t to. from, to are [B,d], t is [B,1]. */
export const interpolated = (tf: Tf, from: Tensor2D, to: Tensor2D, t: Tensor2D): Tensor2D => tf.add(from, tf.mul(t, tf.sub(to, from)));

/** Returns the same time for each of `count` rows, [count,1]. */
export const constantTime = (tf: Tf, time: number, count: number): Tensor2D => tf.tensor2d(new Float32Array(count).fill(time), [count, 1]);

/** The network `velocityField`; d is the dimension of the flow. */
export const velocityNetwork = (role: "prior" | "generator", d: number, width: number): NetworkSpec => ({
  role, averaged: true, widths: [d + TIME_FEATURES, width, width, d],
  layers: { hidden1: dense(d + TIME_FEATURES, width), hidden2: dense(width, width), velocity: dense(width, d) },
});

/** Computes v(z,t): z [B,d], t [B,1] → [B,d]. */
function velocityAt(tf: Tf, { velocityField }: Networks, z: Tensor2D, t: Tensor2D): Tensor2D {
  const { hidden1, hidden2, velocity } = velocityField!;
  const features = tf.relu(hidden1!(tf.concat([z, timeFeatures(tf, t)], 1))); // [B, width]
  return velocity!(tf.relu(hidden2!(features)));
}

/** Integrates by Euler's method, with `flowSteps` equal steps. */
export const flowPrior: SamplerPrior = {
  kind: "sampler",
  imposed: false,
  moves: true,
  steps: (h) => Number(h["flowSteps"]),
  next: (tf, networks, z, done, h) => {
    const steps = flowPrior.steps(h);
    return tf.add(z, tf.div(velocityAt(tf, networks, z, constantTime(tf, done / steps, z.shape[0])), steps));
  },
};

/** The noise of flow matching for each row: the start, and a time. */
export const flowNoise = (batch: number, d: number): Readonly<Record<"z0" | "t", NoiseSpec>> => ({
  z0: { shape: [batch, d], purpose: "z" },
  t: { shape: [batch, 1], purpose: "z", distribution: { kind: "uniform" } },
});

const inTorch = (point: string): string => point.replace("_", "");

interface Velocities {
  /** The network's output, [B,d]. */
  readonly velocity: Tensor2D;
  /** The target z₁ − z₀, [B,d]. */
  readonly target: Tensor2D;
}

/** Computes the velocities at the times drawn by `flowNoise`, between noise and data z₁ [B,d]. */
export function velocities(tf: Tf, networks: Networks, z1: Tensor2D, noise: Readonly<Record<string, Tensor2D>>): Velocities {
  const [z0, t] = [noise["z0"]!, noise["t"]!];
  return { velocity: velocityAt(tf, networks, interpolated(tf, z0, z1, t), t), target: tf.sub(z1, z0) };
}

/** The term between these points of a straight line, as formulas call them: noise, the point at time t, and data. In PyTorch their names have no underscore. */
export const flowMatching = (from: string, at: string, to: string): Term<Velocities, unknown> => ({
  id: "flow-matching",
  tex: `\\mathbb{E}_{t,${from}}\\big[\\lVert v_\\psi(${at},t)-(${to}-${from})\\rVert^2\\big]`,
  unit: "none",
  source: "Lipman et al. 2023, eq. 23, with σ_min = 0",
  torch: `((velocity - (${inTorch(to)} - ${inTorch(from)}))**2).sum(1).mean()`,
  value: (tf, { velocity, target }) => tf.mean(tf.sum(tf.square(tf.sub(velocity, target)), 1)),
});
