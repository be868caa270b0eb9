/** The grid of samples on the page. */
import { laneOf } from "../../core/draws";
import type { Still } from "../step/still";
import { drawCodes } from "./priorDraws";

export const GRID_ROWS = 3;
export const GRID_COLUMNS = 10;

/**
 * The codes of the sample grid, from noise that is the same for every step of a run. Conditional models show class k in
 * column k and one noise a row, so that a row tells whether the class or the noise decides. Completing models likewise
 * complete test image k in column k. The weights must stay until then.
 */
export async function gridCodes(still: Still, seed: number): Promise<{ z: Float32Array; classes: Uint8Array }> {
  const { model } = still;
  const count = GRID_ROWS * GRID_COLUMNS;
  const stream = { seed, purpose: "sample", step: 0, lane: laneOf("grid") } as const;
  const classes = Uint8Array.from({ length: count }, (_, i) => i % GRID_COLUMNS);
  if (!model.conditional && !model.visible) return { z: await drawCodes(still, stream, count), classes };
  const rows = await drawCodes(still, stream, GRID_ROWS);
  const latent = rows.length / GRID_ROWS;
  const z = new Float32Array(count * latent);
  for (let i = 0; i < count; i++) {
    const row = Math.floor(i / GRID_COLUMNS);
    z.set(rows.subarray(row * latent, (row + 1) * latent), i * latent);
  }
  return { z, classes };
}
