/** The file of a trained map, before gzip: the length of a JSON header, the header, images, codes and labels. */
import type { Plane } from "../../../core/latent/plane";
import { step as toStep, type Step } from "../../../core/run/ids";
import { PIXELS } from "../../../core/run/runConfig";

type Bytes = Uint8Array<ArrayBuffer>;

export interface MapFile {
  readonly step: Step;
  readonly plane: Plane;
  /** The shares of change along the plane's directions, if they are the strongest ones; null: they are the first two dimensions. */
  readonly shares: readonly number[] | null;
  /** Images in a row and in a column. */
  readonly side: number;
  /** A grid for each conditioning class, or one: side² × 784 bytes, row by row from the top. */
  readonly grids: readonly Bytes[];
  /** Coordinates of the codes of test images in the plane, [n,2] (across, up); empty without an encoder. */
  readonly codes: Float32Array<ArrayBuffer>;
  /** The class of each of these images, [n]. */
  readonly labels: Bytes;
}

interface Header extends Pick<MapFile, "plane" | "shares" | "side"> {
  readonly step: number;
  /** The numbers of grids and of codes. */
  readonly grids: number;
  readonly codes: number;
}

const LENGTH_BYTES = 4;
/** Codes are stored as 16-bit integers, in thousandths of the map's extent. */
const CODE_UNITS = 1000;

/** Returns the file's content, with codes rounded to a thousandth of the map's extent. */
export function packMap({ step, plane, shares, side, grids, codes, labels }: MapFile): Bytes {
  const header: Header = { step, plane, shares, side, grids: grids.length, codes: labels.length };
  const text = new TextEncoder().encode(JSON.stringify(header));
  const length = new Uint8Array(Uint32Array.of(text.length).buffer); // little-endian wherever browsers run
  const units = Int16Array.from(codes, (value) => Math.max(-32_767, Math.min(32_767, Math.round((CODE_UNITS * value) / plane.extent))));
  const parts = [length, text, ...grids.map((grid) => differences(grid, side)), new Uint8Array(units.buffer), labels];
  const content = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    content.set(part, at);
    at += part.length;
  }
  return content;
}

/** Returns what the file contains. Throws an Error if the content is shorter than its header says. */
export function unpackMap(content: Bytes): MapFile {
  let at = 0;
  const take = (bytes: number) => {
    if (at + bytes > content.length) throw new Error(`A trained map ends after ${content.length} bytes.`);
    at += bytes;
    return content.slice(at - bytes, at);
  };
  const [length = 0] = new Uint32Array(take(LENGTH_BYTES).buffer);
  const { step, grids, codes, ...about } = JSON.parse(new TextDecoder().decode(take(length))) as Header;
  const pixels = about.side ** 2 * PIXELS;
  return {
    ...about,
    step: toStep(step),
    grids: Array.from({ length: grids }, () => sums(take(pixels), about.side)),
    codes: Float32Array.from(new Int16Array(take(4 * codes).buffer), (units) => (units * about.plane.extent) / CODE_UNITS),
    labels: take(codes),
  };
}

/** Returns each image but the first of a row minus the image on its left, modulo 256: neighbours are similar, so that gzip makes a smaller file. */
function differences(grid: Uint8Array, side: number): Bytes {
  return Uint8Array.from(grid, (byte, i) => byte - (i % (side * PIXELS) < PIXELS ? 0 : grid[i - PIXELS]!));
}

/** Reverts `differences`, in place. */
function sums(grid: Bytes, side: number): Bytes {
  for (let i = 0; i < grid.length; i++) {
    if (i % (side * PIXELS) >= PIXELS) grid[i]! += grid[i - PIXELS]!;
  }
  return grid;
}
