/** The picture of a run in the list of saved runs: samples of the current weights, whatever the page shows. */
import { estimatedDensity, gridOf } from "../../core/latent/grid";
import { laneOf } from "../../core/run/draws";
import { PIXELS, SIDE } from "../../core/run/runConfig";
import { dataOf } from "../../data/registry";
import { withWeights, type FrozenModel } from "../step/frozenModel";
import { samplePoints } from "./densities";
import { bytesOf, toBytes } from "./pictures";
import type { PictureSource } from "./pictureSource";
import { GRID_COLUMNS, gridImages } from "./sampleGrid";

/** The side of the picture of points, which consists of four images. */
const WIDE = 2 * SIDE;
/** Points from which the density is estimated. */
const POINTS = 2000;

/**
 * Returns ten generated images, or the density of generated points as a square of four images; one byte per pixel. Null if the model completes
 * test images and these are not loaded yet.
 */
export async function thumbnail(frozen: FrozenModel, { seed, testPixels, givenAvailable }: Pick<PictureSource, "seed" | "testPixels" | "givenAvailable">): Promise<Uint8Array<ArrayBuffer> | null> {
  const data = dataOf(frozen.h);
  if (data.kind === "points") {
    const points = await withWeights(frozen, (one) => samplePoints(one, { seed, purpose: "sample", step: 0, lane: laneOf("densities") }, POINTS));
    return densityTiles(estimatedDensity({ ...gridOf(data), side: WIDE }, points), data.width);
  }
  if (!givenAvailable(GRID_COLUMNS - 1)) return null;
  const images = await withWeights(frozen, (one) => gridImages(one, seed, testPixels));
  const { given } = frozen.model;
  const first = given && !given.visible ? bytesOf(GRID_COLUMNS) : 0; // the first row is the conditioning input then
  const pixels = new Uint8Array(bytesOf(GRID_COLUMNS));
  toBytes(images.subarray(first, first + pixels.length), pixels);
  return pixels;
}

/** A density on WIDE cells, as bars, or on WIDE² cells. */
function densityTiles(density: Float32Array, width: 1 | 2): Uint8Array<ArrayBuffer> {
  const most = density.reduce((a, b) => Math.max(a, b), 0) || 1;
  const valueAt = (row: number, column: number) => (width === 2 ? density[row * WIDE + column]! / most : Number((1 - density[column]! / most) * WIDE <= row));
  const pixels = new Uint8Array(4 * PIXELS);
  for (let row = 0; row < WIDE; row++) {
    for (let column = 0; column < WIDE; column++) {
      const tile = 2 * Math.floor(row / SIDE) + Math.floor(column / SIDE);
      pixels[tile * PIXELS + (row % SIDE) * SIDE + (column % SIDE)] = Math.round(255 * valueAt(row, column));
    }
  }
  return pixels;
}
