/** Values derived from densities: the optimal discriminator, the distance of the learned one from it, and SVG paths of points. */
import type { PointsDefinition } from "../../../core/data/data";
import { laneOf } from "../../../core/run/draws";
import { densityOn, gridOf, overlap, type Grid } from "../../../core/latent/grid";
import { normals, uniforms } from "../../../core/run/philox";

/** The density of the data, which never changes. */
export interface Truth {
  readonly grid: Grid;
  readonly density: Float32Array;
  readonly most: number;
  /** Sampled points, [dots,width]. */
  readonly dots: Float32Array;
}

const DOTS = 300;
const made = new Map<string, Truth>();

/** Computes it once; a spiral takes tens of milliseconds. */
export function truthOf(data: PointsDefinition): Truth {
  const cached = made.get(data.id);
  if (cached) return cached;
  const grid = gridOf(data);
  const density = densityOn(grid, data);
  const stream = { seed: 0, purpose: "sample", step: 0, lane: laneOf("dots") } as const;
  const dots = data.draw(uniforms(stream, 2 * DOTS), normals({ ...stream, step: 1 }, data.width * DOTS)).x;
  const truth = { grid, density, most: density.reduce((most, value) => Math.max(most, value), 0), dots };
  made.set(data.id, truth);
  return truth;
}

/** Where the sum of both densities is below this share of the data's maximum, the discriminator is not compared: almost no points fall there. */
const EMPTY = 0.002;

/** Returns the optimal discriminator p/(p+q); NaN where both densities are almost 0. Goodfellow et al. 2014, proposition 1. */
export const optimalDiscriminator = ({ density, most }: Truth, q: ArrayLike<number>): Float32Array =>
  density.map((p, i) => (p + q[i]! < EMPTY * most ? NaN : p / (p + q[i]!)));

/** How close a model's density and its discriminator are to the truth. */
export interface DensityComparison {
  /** ∫ min(p, q): 1 if the densities are equal. */
  readonly overlap: number;
  /** The mean of |D − D*| over points, half of them real; null for discriminators that do not output probabilities. */
  readonly off: number | null;
}

/** Compares a model's density `q` and its discriminator's output with the truth, on the same grid. */
export function compareDensities(truth: Truth, q: Float32Array, discriminator: Float32Array | null): DensityComparison {
  return { overlap: overlap(truth.grid, truth.density, q), off: discriminator && meanDistance(truth, q, discriminator) };
}

function meanDistance(truth: Truth, q: Float32Array, discriminator: Float32Array): number {
  const optimal = optimalDiscriminator(truth, q);
  let sum = 0, weights = 0;
  optimal.forEach((best, i) => {
    if (Number.isNaN(best)) return;
    const weight = truth.density[i]! + q[i]!;
    sum += weight * Math.abs(discriminator[i]! - best);
    weights += weight;
  });
  return sum / weights;
}

/** Returns an SVG path of dots, one for each point of the plane, in coordinates from 0 to 1, y down. */
export function dotsPath(points: ArrayLike<number>, extent: number): string {
  const at = (value: number) => ((value / extent + 1) / 2).toFixed(3);
  let path = "";
  for (let i = 0; i + 1 < points.length; i += 2) {
    if (Math.abs(points[i]!) < extent && Math.abs(points[i + 1]!) < extent) path += `M${at(points[i]!)} ${at(-points[i + 1]!)}h0`;
  }
  return path;
}

/** Returns an SVG path of a curve over the line, in coordinates from 0 to 1, y down. Gaps where a value is no number. */
export function curvePath(values: ArrayLike<number>, from: number, to: number): string {
  let path = "", gap = true;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (Number.isNaN(value)) {
      gap = true;
      continue;
    }
    const y = 1 - Math.min(1, Math.max(0, (value - from) / (to - from || 1)));
    path += `${gap ? "M" : "L"}${((i + 0.5) / values.length).toFixed(4)} ${y.toFixed(4)}`;
    gap = false;
  }
  return path;
}
