/**
 * Computations on a mixture of Gaussians in plain arrays: draws, its components in a plane, and the assignment of images to
 * components.
 */
import type { Ellipse } from "../../core/latent/pictures";
import { coordinatesOf, type Directions } from "../../core/latent/plane";
import { CLASSES } from "../../core/run/runConfig";

/** Σₖ wₖ N(μₖ, diag σₖ²). mu, logVar: [K,d] row by row; logWeights: [K], of weights that add up to 1. */
export interface MixtureValues {
  readonly mu: Float32Array;
  readonly logVar: Float32Array;
  readonly logWeights: Float32Array;
}

/** The noise of draws: z is [n,d] of N(0, 1), choice [n] in (0,1). */
interface Noise {
  readonly z: ArrayLike<number>;
  readonly choice: ArrayLike<number>;
}

/** Draws codes [n,d]: `choice` selects the component, with the wₖ laid end to end in (0,1), and z = μₖ + σₖ⊙ε. */
export function drawMixture({ mu, logVar, logWeights }: MixtureValues, { z, choice }: Noise): Float32Array<ArrayBuffer> {
  const d = z.length / choice.length;
  const codes = new Float32Array(z.length);
  for (let i = 0; i < choice.length; i++) {
    const k = componentAt(logWeights, choice[i]!);
    for (let j = 0; j < d; j++) {
      codes[i * d + j] = mu[k * d + j]! + Math.exp(logVar[k * d + j]! / 2) * z[i * d + j]!;
    }
  }
  return codes;
}

function componentAt(logWeights: Float32Array, choice: number): number {
  let sum = 0;
  for (let k = 0; k < logWeights.length - 1; k++) {
    sum += Math.exp(logWeights[k]!);
    if (choice < sum) return k;
  }
  return logWeights.length - 1;
}

/** Returns the ellipse of one standard deviation of each component, projected onto a plane. */
export function ellipsesIn(directions: Directions, { mu, logVar, logWeights }: MixtureValues): readonly Ellipse[] {
  const d = directions.u.length;
  return Array.from(logWeights, (logWeight, k) => {
    const [across, up] = coordinatesOf(directions, Array.from(mu.subarray(k * d, (k + 1) * d)));
    let uu = 0, uv = 0, vv = 0;
    for (let j = 0; j < d; j++) {
      const variance = Math.exp(logVar[k * d + j]!);
      uu += variance * directions.u[j]! ** 2;
      uv += variance * directions.u[j]! * directions.v[j]!;
      vv += variance * directions.v[j]! ** 2;
    }
    // The eigenvalues of the symmetric 2 × 2 matrix, and the angle of the larger one's eigenvector.
    const mean = (uu + vv) / 2;
    const spread = Math.hypot((uu - vv) / 2, uv);
    return {
      across, up, weight: Math.exp(logWeight),
      radii: [Math.sqrt(mean + spread), Math.sqrt(Math.max(0, mean - spread))], angle: Math.atan2(2 * uv, uu - vv) / 2,
    };
  });
}

/** Returns the most probable component of each image, [n] of 0 … K − 1. logJoint is [n,K], the log of weight times density. */
export function likeliestComponents(logJoint: Float32Array, components: number): Uint16Array {
  return Uint16Array.from({ length: logJoint.length / components }, (_, i) => {
    const row = logJoint.subarray(i * components, (i + 1) * components);
    return row.reduce((best, value, k) => (value > row[best]! ? k : best), 0);
  });
}

/** Statistics of the assignment of each image to the most probable component of its code's mean. */
export interface ComponentSorting {
  readonly components: number;
  /** The number of components that some image is assigned to. */
  readonly used: number;
  /** The share of images whose class is the most frequent one of their component. Training saw no classes. */
  readonly sameClass: number;
}

/** Computes the statistics. fallsTo is the component of each image, [n]; labels is [n] of 0 … 9. */
export function sortedByComponent(assigned: Uint16Array, labels: Uint8Array, components: number): ComponentSorting {
  const counts = new Float64Array(components * CLASSES);
  assigned.forEach((component, i) => counts[component * CLASSES + labels[i]!]!++);
  const largest = Array.from({ length: components }, (_, k) => Math.max(...counts.subarray(k * CLASSES, (k + 1) * CLASSES)));
  return {
    components,
    used: largest.filter((count) => count > 0).length,
    sameClass: largest.reduce((sum, count) => sum + count, 0) / labels.length,
  };
}
