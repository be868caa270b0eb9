/** The picture of a run in the list of saved runs: samples of the current weights, whatever the page shows. */
import { densityTiles, WIDE } from "../../core/latent/densityTiles";
import { estimatedDensity, gridOf } from "../../core/latent/grid";
import { laneOf } from "../../core/run/draws";
import { dataOf } from "../../subject/data/registry";
import { withWeights, type FrozenModel } from "../step/frozenModel";
import { samplePoints } from "./densities";
import { bytesOf, toBytes } from "./pictures";
import type { PictureSource } from "./pictureSource";
import { GRID_COLUMNS, gridImages } from "./sampleGrid";

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
    const grid = { ...gridOf(data), side: WIDE };
    return densityTiles(estimatedDensity(grid, points), grid);
  }
  if (!givenAvailable(GRID_COLUMNS - 1)) return null;
  const images = await withWeights(frozen, (one) => gridImages(one, seed, testPixels));
  const { given } = frozen.model;
  const first = given && !given.visible ? bytesOf(GRID_COLUMNS) : 0; // the first row is the conditioning input then
  const pixels = new Uint8Array(bytesOf(GRID_COLUMNS));
  toBytes(images.subarray(first, first + pixels.length), pixels);
  return pixels;
}
