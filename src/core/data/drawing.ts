/** The ink of a pen on a square field. Positions range from 0 to 1, from the top left corner. */

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** One line of the pen, from touching down to lifting. */
export type Stroke = readonly Point[];

/** Points along each side of the field, as the page paints it and makes images from it: ten for each pixel of an image. */
export const FIELD = 280;

/** A link stores a point as two integers below this. They extend a little beyond the field on every side. */
export const POINT_LEVELS = 512;
const MARGIN = 0.25;
/** Points closer than this are merged: a third of the pen's half width. */
const MIN_DISTANCE = 0.015;

/** Converts a coordinate to an integer from 0 to POINT_LEVELS − 1. */
export const levelOf = (value: number): number =>
  Math.min(POINT_LEVELS - 1, Math.max(0, Math.round(((value + MARGIN) / (1 + 2 * MARGIN)) * (POINT_LEVELS - 1))));
/** Converts an integer from 0 to POINT_LEVELS − 1 to a coordinate. */
export const ofLevel = (level: number): number => (level / (POINT_LEVELS - 1)) * (1 + 2 * MARGIN) - MARGIN;

/**
 * Returns the line with the precision of a link, so that the drawing on the page is the one that the link opens: fewer points,
 * on a fine grid.
 */
export function tidyStroke(stroke: Stroke): Stroke {
  const points = stroke.map(({ x, y }) => ({ x: ofLevel(levelOf(x)), y: ofLevel(levelOf(y)) }));
  const kept = points.slice(0, 1);
  const far = (point: Point, least: number) => Math.hypot(point.x - kept.at(-1)!.x, point.y - kept.at(-1)!.y) > least;
  for (const point of points) if (far(point, MIN_DISTANCE)) kept.push(point);
  const end = points.at(-1);
  if (end && far(end, 0)) kept.push(end);
  return kept;
}

/**
 * Half the width of the pen, as a share of the field. A digit that fills two thirds of the field then has, scaled into MNIST's
 * box, lines of about 2.7 pixels, as MNIST's are.
 */
const PEN = 0.045;

/** Returns the covered share of each pixel, [side, side] in [0,1], row by row, accurate to about a pixel at edges. */
export function inkOf(strokes: readonly Stroke[], side: number, pen = PEN): Float32Array<ArrayBuffer> {
  const ink = new Float32Array(side * side);
  const radius = pen * side;
  for (const stroke of strokes) {
    for (let i = 0; i < stroke.length; i++) {
      const from = stroke[Math.max(0, i - 1)]!, to = stroke[i]!;
      if (i === 0 && stroke.length > 1) continue;
      line(ink, side, radius, [from.x * side, from.y * side, to.x * side, to.y * side]);
    }
  }
  return ink;
}

type Line = readonly [x0: number, y0: number, x1: number, y1: number];

function line(ink: Float32Array, side: number, radius: number, [x0, y0, x1, y1]: Line): void {
  const reach = radius + 1;
  const between = (value: number) => Math.min(side - 1, Math.max(0, Math.floor(value)));
  const [left, right] = [between(Math.min(x0, x1) - reach), between(Math.max(x0, x1) + reach)];
  const [top, bottom] = [between(Math.min(y0, y1) - reach), between(Math.max(y0, y1) + reach)];
  const dx = x1 - x0, dy = y1 - y0;
  const length = dx * dx + dy * dy;
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      const px = x + 0.5 - x0, py = y + 0.5 - y0;
      const along = length > 0 ? Math.min(1, Math.max(0, (px * dx + py * dy) / length)) : 0;
      const covered = Math.min(1, Math.max(0, radius + 0.5 - Math.hypot(px - along * dx, py - along * dy)));
      const at = y * side + x;
      if (covered > ink[at]!) ink[at] = covered;
    }
  }
}
