/**
 * The exact posterior of two latent dimensions, by quadrature on a grid: p(z|x) = p(x,z) / p(x), p(x) = ∫ p(x,z) dz, and its
 * divergence from a diagonal Gaussian q. Densities are given by their logarithms, in nats.
 */
import { logMeanExp } from "./importanceBound";

/** A square of the plane: its centre, and half of its side. */
export interface Square {
  readonly middle: readonly [number, number];
  readonly extent: number;
}

/** N(μ, diag σ²) in the plane. */
export interface PlaneGaussian {
  readonly mu: readonly [number, number];
  readonly sigma: readonly [number, number];
}

/** Returns the centres of side² cells, row by row from the top, [side²,2]. */
export function cellMiddles({ middle, extent }: Square, side: number): Float32Array {
  const z = new Float32Array(2 * side * side);
  const at = (cell: number) => ((2 * cell + 1) / side - 1) * extent;
  for (let i = 0; i < side * side; i++) {
    z[2 * i] = middle[0] + at(i % side);
    z[2 * i + 1] = middle[1] - at(Math.floor(i / side));
  }
  return z;
}

/** Returns the area of a cell. */
export const cellArea = ({ extent }: Square, side: number): number => ((2 * extent) / side) ** 2;

/** Returns log ∫ exp: the logarithm of the sum over cells times their area. */
export function logIntegral(values: ArrayLike<number>, area: number): number {
  return logMeanExp(values) + Math.log(values.length * area);
}

/**
 * Estimates the error of `logIntegral`: half the difference between the sums over the even and the odd columns, or rows if theirs differ more; for
 * a smooth density, the sum over all cells is far more accurate. values is [side²].
 */
export function integralError(values: ArrayLike<number>, side: number, area: number): number {
  const between = (line: (cell: number) => number): number => {
    const halves: [number[], number[]] = [[], []];
    for (let i = 0; i < values.length; i++) halves[line(i) % 2]!.push(values[i]!);
    const [even, odd] = halves.map((half) => logIntegral(half, 2 * area));
    return Math.abs(even! - odd!) / 2;
  };
  return Math.max(between((cell) => cell % side), between((cell) => Math.floor(cell / side)));
}

/** Returns log q(z): z [n,2] → [n]. */
export function logGaussian({ mu, sigma }: PlaneGaussian, z: ArrayLike<number>): Float64Array {
  return Float64Array.from({ length: z.length / 2 }, (_, i) => [0, 1].reduce((sum, j) =>
    sum - ((z[2 * i + j]! - mu[j]!) / sigma[j]!) ** 2 / 2 - Math.log(sigma[j]! * Math.sqrt(2 * Math.PI)), 0));
}

/** The distance of two nodes in standard deviations; an even grid of these is exact to eleven digits for polynomials. */
const NODE_STEP = 0.6;
const NODE_REACH = 8;

/** Returns codes z [n,2] of q and weights that sum to 1: Σ w f(z) is E_q[f]. */
export function nodesOf({ mu, sigma }: PlaneGaussian): { readonly z: Float32Array; readonly weights: Float64Array } {
  const side = 2 * NODE_REACH + 1;
  const z = new Float32Array(2 * side * side);
  const weights = new Float64Array(side * side);
  for (let i = 0; i < weights.length; i++) {
    const eps = [i % side, Math.floor(i / side)].map((k) => (k - NODE_REACH) * NODE_STEP);
    eps.forEach((value, j) => { z[2 * i + j] = mu[j]! + sigma[j]! * value; });
    weights[i] = Math.exp(-(eps[0]! ** 2 + eps[1]! ** 2) / 2);
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return { z, weights: weights.map((weight) => weight / total) };
}

/** Returns Σ w f. */
export const weightedSum = (weights: ArrayLike<number>, values: ArrayLike<number>): number =>
  Array.from(weights).reduce((sum, weight, i) => sum + weight * values[i]!, 0);

/** Returns D_KL(q ‖ p) of two densities on a grid that contains the mass of q. logQ and logP are [n], in nats. */
export function klOnGrid(logQ: ArrayLike<number>, logP: ArrayLike<number>, area: number): number {
  return Array.from(logQ).reduce((sum, one, i) => sum + area * Math.exp(one) * (one - logP[i]!), 0);
}

/** Returns the smallest square that contains both. */
export function boundingSquare(a: Square, b: Square): Square {
  const ends = [0, 1].map((j) => ({
    least: Math.min(a.middle[j]! - a.extent, b.middle[j]! - b.extent), most: Math.max(a.middle[j]! + a.extent, b.middle[j]! + b.extent),
  }));
  return {
    middle: [(ends[0]!.least + ends[0]!.most) / 2, (ends[1]!.least + ends[1]!.most) / 2],
    extent: Math.max(...ends.map(({ least, most }) => (most - least) / 2)),
  };
}

/** Returns the square of q's mass: `reach` standard deviations to either side. */
export const squareOf = ({ mu, sigma }: PlaneGaussian, reach: number): Square => ({ middle: mu, extent: reach * Math.max(...sigma) });

/** Returns the smallest square with all cells at most `nats` below the highest one, and a margin of one cell. */
export function squareOfMass(values: ArrayLike<number>, square: Square, side: number, nats: number): Square {
  const top = Array.from(values).reduce((most, value) => Math.max(most, value), -Infinity);
  const z = cellMiddles(square, side);
  const margin = (1.5 * 2 * square.extent) / side;
  let held: Square | null = null;
  for (let i = 0; i < values.length; i++) {
    if (values[i]! < top - nats) continue;
    const cell: Square = { middle: [z[2 * i]!, z[2 * i + 1]!], extent: margin };
    held = held ? boundingSquare(held, cell) : cell;
  }
  return held ?? square;
}
