/**
 * Densities around curves, or single positions, with Gaussian noise: a point is a position on one of them plus normal noise.
 */
import type { PointsDefinition } from "../../../core/data/data";

interface Curves {
  readonly id: string;
  readonly width: 1 | 2;
  readonly extent: number;
  /** The number of equally probable curves; the label of a point is the number of its curve. */
  readonly labels: number;
  /** The standard deviation of the noise around each curve. */
  sigma(label: number): number;
  /** Returns a position on a curve, [width], for u uniform in (0,1); constant if the curve is one position. */
  place(label: number, u: number): readonly number[];
  /** True if every curve is one position: the density is a mixture of Gaussians. */
  readonly places?: true;
}

/**
 * The number of midpoints of the quadrature over u. The integrand is smooth and the steps between neighbours are far below σ,
 * so that the error is below a thousandth of the density's largest value.
 */
const NODES = 400;

/** Defines the density p(x) = 1/L Σₗ ∫₀¹ N(x; placeₗ(u), σₗ² I) du, the integral as a sum over midpoints. */
export function aroundCurves({ id, width, extent, labels, sigma, place, places }: Curves): PointsDefinition {
  const nodes = places ? 1 : NODES;
  const all = Array.from({ length: labels }, (_, label) => label);
  const made = () => all.map((label) => ({ sigma: sigma(label), at: Array.from({ length: nodes }, (_, i) => place(label, (i + 0.5) / nodes)) }));
  let curves: ReturnType<typeof made> | null = null; // made on use: few readers train on points
  const density = (x: ArrayLike<number>): number => {
    let sum = 0;
    for (const curve of curves ??= made()) {
      const precision = 1 / (2 * curve.sigma ** 2);
      const height = (precision / Math.PI) ** (width / 2) / nodes;
      for (const centre of curve.at) {
        let squares = 0;
        for (let i = 0; i < width; i++) squares += (x[i]! - centre[i]!) ** 2;
        sum += height * Math.exp(-squares * precision);
      }
    }
    return sum / labels;
  };
  return {
    id, kind: "points", width, labels, extent, density,
    modes: places ? all.map((label) => place(label, 0.5)) : null,
    sigmas: all.map(sigma),
    draw(uniforms, normals) {
      const count = normals.length / width;
      const drawn = { x: new Float32Array(count * width), labels: new Uint8Array(count) };
      for (let i = 0; i < count; i++) {
        const label = Math.floor(uniforms[2 * i]! * labels);
        const centre = place(label, uniforms[2 * i + 1]!);
        drawn.labels[i] = label;
        for (let k = 0; k < width; k++) drawn.x[i * width + k] = centre[k]! + sigma(label) * normals[i * width + k]!;
      }
      return drawn;
    },
  };
}
