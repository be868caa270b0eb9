/** The grid of samples on the page. */
import { laneOf } from "../../core/run/draws";
import { PIXELS } from "../../core/run/runConfig";
import type { FrozenModel } from "../step/frozenModel";
import { tiledOriginals, decodeImages, firstImages, givenImages } from "./pictures";
import { drawCodes } from "./priorDraws";

export const GRID_ROWS = 3;
export const GRID_COLUMNS = 10;

/**
 * Returns the codes of the sample grid, from noise that is the same for every step of a run. Conditional models show class k in
 * column k and the same noise in a row, so that the influences of class and noise can be compared. Models with `given`
 * are conditioned on test image k in column k. The weights must stay valid until it resolves.
 */
export async function gridCodes(frozen: FrozenModel, seed: number): Promise<{ z: Float32Array; classes: Uint8Array }> {
  const { model } = frozen;
  const count = GRID_ROWS * GRID_COLUMNS;
  const stream = { seed, purpose: "sample", step: 0, lane: laneOf("grid") } as const;
  const classes = Uint8Array.from({ length: count }, (_, i) => i % GRID_COLUMNS);
  if (!model.conditional && !model.given) return { z: await drawCodes(frozen, stream, count), classes };
  const rows = await drawCodes(frozen, stream, GRID_ROWS);
  const latent = rows.length / GRID_ROWS;
  const z = new Float32Array(count * latent);
  for (let i = 0; i < count; i++) {
    const row = Math.floor(i / GRID_COLUMNS);
    z.set(rows.subarray(row * latent, (row + 1) * latent), i * latent);
  }
  return { z, classes };
}

/**
 * Returns the grid's images, GRID_ROWS · GRID_COLUMNS × 784 numbers in [0,1]. If the conditioning input is a whole image, the rows are
 * that image, the model's output, and the original test image. The weights must stay valid until it resolves.
 */
export async function gridImages(
  frozen: FrozenModel, seed: number, testPixels: (first: number, count: number) => Float32Array,
): Promise<Float32Array> {
  const { z, classes } = await gridCodes(frozen, seed);
  const { given, conditional } = frozen.model;
  if (!given) return decodeImages(frozen, z, classes, undefined, classes.map((_, i) => (conditional ? Math.floor(i / GRID_COLUMNS) : i)));
  const originals = { pixels: testPixels(0, GRID_COLUMNS), indices: firstImages(GRID_COLUMNS) };
  if (given.visible) return decodeImages(frozen, z, classes, tiledOriginals(originals, GRID_ROWS));
  const [shown, made] = [
    await givenImages(frozen, originals),
    await decodeImages(frozen, z.subarray(0, z.length / GRID_ROWS), classes.subarray(0, GRID_COLUMNS), originals),
  ];
  const rows = new Float32Array(GRID_ROWS * GRID_COLUMNS * PIXELS);
  [shown, made, originals.pixels].forEach((row, i) => rows.set(row, i * GRID_COLUMNS * PIXELS));
  return rows;
}
