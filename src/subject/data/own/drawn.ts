/** Converts drawings to own images; varied copies are added to few of them. Copies of held-out images are never trained on. */
import { inkOf, type Stroke } from "../../../core/data/drawing";
import { laneOf } from "../../../core/run/draws";
import { MIN_DRAWINGS, MIN_IMAGES, OwnDataError, type Drawing } from "../../../core/data/ownData";
import { permutation, uniforms } from "../../../core/run/philox";
import { SHARE } from "./prepare";
import type { Grey } from "./parts";
import type { ParsedFiles, ParsedSplit } from "./read";

/** The side of the raster in pixels: about five for each pixel of the box that ink is fitted into. */
const FIELD = 140;
/** Pixels across for each one down, and down for each one across; both together also rotate an image slightly. */
const SLANT = 0.2;

/** Shears about the middle of the field. */
const slanted = (strokes: readonly Stroke[], across: number, down: number): readonly Stroke[] =>
  strokes.map((stroke) => stroke.map(({ x, y }) => ({ x: x + across * (y - 0.5), y: y + down * (x - 0.5) })));

const imageOf = (strokes: readonly Stroke[]): Grey =>
  ({ width: FIELD, height: FIELD, pixels: Uint8Array.from(inkOf(strokes, FIELD), (value) => Math.round(255 * value)) });

/**
 * Converts drawings. If `varied`, slanted copies are added, drawn by Philox with seed 0, until there are MIN_IMAGES. Originals
 * are split before they are copied. Shifted copies would be identical, because all images are centred. Throws OwnDataError
 * "too-few-drawings" if there are too few drawings to hold one out.
 */
export function filesOfDrawings(drawings: readonly Drawing[], varied: boolean): ParsedFiles {
  const total = varied ? Math.max(MIN_IMAGES, drawings.length) : drawings.length;
  const about = { sheet: false, raw: false, leftOut: {}, drawn: drawings.length, name: total > drawings.length ? `${drawings.length} drawn, ${total} varied` : `${drawings.length} drawn` };
  const half = (originals: readonly Drawing[], count: number): ParsedSplit => {
    const all = Array.from({ length: count }, (_, i) => originals[i % originals.length]!);
    return { labels: all.map(({ label }) => String(label)), images: all.map(({ strokes }, i) => {
      if (i < originals.length) return imageOf(strokes);
      const [across = 0, down = 0] = uniforms({ seed: 0, purpose: "augment", step: i, lane: laneOf("varied copies") }, 2);
      return imageOf(slanted(strokes, SLANT * (2 * across - 1), SLANT * (2 * down - 1)));
    }) };
  };
  if (total === drawings.length) return { ...about, train: half(drawings, total), test: null };
  if (drawings.length < MIN_DRAWINGS) throw new OwnDataError("too-few-drawings", String(drawings.length));
  const held = Math.floor(drawings.length / SHARE), heldInAll = Math.floor(total / SHARE);
  const order = Array.from(permutation({ seed: 0, purpose: "order", step: 0, lane: laneOf("own images") }, drawings.length), (i) => drawings[i]!);
  return { ...about, train: half(order.slice(held), total - heldInAll), test: half(order.slice(0, held), heldInAll) };
}
