/** The small picture of a density: a square of four images, as lists of runs and of moments show it. */
import { PIXELS, SIDE } from "../run/runConfig";
import type { Grid } from "./grid";

/** The side of the square, in pixels. */
export const WIDE = 2 * SIDE;

/** Returns a density on the cells of a grid as four images, one byte per pixel: the plane, or bars on the line. */
export function densityTiles(density: ArrayLike<number>, { width, side }: Pick<Grid, "width" | "side">): Uint8Array<ArrayBuffer> {
  let most = 0;
  for (let cell = 0; cell < density.length; cell++) most = Math.max(most, density[cell]!);
  const share = (cell: number) => density[cell]! / (most || 1);
  const cellAt = (place: number) => Math.floor((place + 0.5) * side / WIDE);
  const valueAt = (row: number, column: number) => (width === 2 ? share(cellAt(row) * side + cellAt(column)) : Number((1 - share(cellAt(column))) * WIDE <= row));
  const pixels = new Uint8Array(4 * PIXELS);
  for (let row = 0; row < WIDE; row++) {
    for (let column = 0; column < WIDE; column++) {
      const tile = 2 * Math.floor(row / SIDE) + Math.floor(column / SIDE);
      pixels[tile * PIXELS + (row % SIDE) * SIDE + (column % SIDE)] = Math.round(255 * valueAt(row, column));
    }
  }
  return pixels;
}
