/** Densities on the posterior's grid. */
import type { PosteriorOfImage } from "../../../core/latent/follow";

type Grid = Pick<PosteriorOfImage, "middle" | "extent" | "side">;

/** Returns the centre of cell i. */
const cellAt = ({ middle, extent, side }: Grid, i: number): readonly [number, number] => {
  const at = (cell: number) => ((2 * cell + 1) / side - 1) * extent;
  return [middle[0] + at(i % side), middle[1] - at(Math.floor(i / side))];
};

/** Returns q(z|x) per unit of area: [side²]. */
export function densityOfQ(found: Omit<PosteriorOfImage, "part" | "logPosterior" | "logEvidence" | "error" | "elbo">): Float32Array {
  const { side, mu, sigma } = found;
  return Float32Array.from({ length: side * side }, (_, i) => {
    const z = cellAt(found, i);
    return [0, 1].reduce((product, j) =>
      (product * Math.exp(-(((z[j]! - mu[j]!) / sigma[j]!) ** 2) / 2)) / (sigma[j]! * Math.sqrt(2 * Math.PI)), 1);
  });
}

/** Returns the mean of a density on the grid; `density`: [side²]. */
export function meanOn(grid: Grid, density: Float32Array): readonly [number, number] {
  let [across, up, mass] = [0, 0, 0];
  density.forEach((value, i) => {
    const [x, y] = cellAt(grid, i);
    across += value * x;
    up += value * y;
    mass += value;
  });
  return [across / mass, up / mass];
}
