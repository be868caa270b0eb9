/** Between the map's square and the plane of latent space it shows. Pure. */
import { coordinatesOf, pointAt, type Plane } from "../../core/latent/plane";
import type { Range } from "../../core/latent/range";

/** A point on the map: 0,0 top left … 1,1 bottom right. */
export interface MapPoint {
  readonly left: number;
  readonly top: number;
}

export const pointOnMap = (across: number, up: number, { middle, extent }: Range): MapPoint => ({
  left: ((across - middle[0]) / extent + 1) / 2,
  top: (1 - (up - middle[1]) / extent) / 2,
});

/** The coordinates of a point. */
export const coordinatesAt = ({ left, top }: MapPoint, { middle, extent }: Range): readonly [number, number] =>
  [middle[0] + (2 * left - 1) * extent, middle[1] + (1 - 2 * top) * extent];

/** Where a part of the plane lies on the map: a square, in shares of the map. */
export function boxOf(part: Range, range: Range): { readonly left: number; readonly top: number; readonly size: number } {
  return { ...pointOnMap(part.middle[0] - part.extent, part.middle[1] + part.extent, range), size: part.extent / range.extent };
}

/** Which of the points, (across, up) each, is nearest to a place, within this distance; null: none. */
export function nearestCode(points: Float32Array, [across, up]: readonly [number, number], within: number): number | null {
  let best: number | null = null;
  let least = within;
  for (let i = 0; i < points.length / 2; i++) {
    const distance = Math.hypot(points[2 * i]! - across, points[2 * i + 1]! - up);
    if (distance <= least) [best, least] = [i, distance];
  }
  return best;
}

/** No further than the map's edge. */
const clamp = (value: number, middle: number, extent: number): number => Math.min(middle + extent, Math.max(middle - extent, value));

function pointWithin(plane: Plane, across: number, up: number): readonly number[] {
  const { middle, extent } = plane;
  return pointAt(plane, clamp(across, middle[0], extent), clamp(up, middle[1], extent)).map(round);
}

/** Coordinates as they are written into links. */
const round = (value: number): number => Math.round(value * 1000) / 1000 || 0;

/** The point of the plane at a point; points outside the map mean its edge. */
export const moveToPoint = (plane: Plane, point: MapPoint): readonly number[] => pointWithin(plane, ...coordinatesAt(point, plane));

/** z moved along the plane by so much across and up, no further than the map's edge. */
export function moveBy(z: readonly number[], plane: Plane, across: number, up: number): readonly number[] {
  const [h, v] = coordinatesOf(plane, z);
  return pointWithin(plane, h + across, v + up);
}

/** Two other dimensions. Choosing the one that the other axis shows swaps the two. */
export function alongAxis([a, b]: readonly [number, number], which: 0 | 1, dimension: number): readonly [number, number] {
  return which === 0 ? [dimension, dimension === b ? a : b] : [dimension === a ? b : a, dimension];
}

/** Where a class's label stands: the medians of its points. Null for a class without points. */
export function mediansByClass(
  points: Float32Array, labels: Uint8Array, classes: number,
): readonly (readonly [number, number] | null)[] {
  return Array.from({ length: classes }, (_, k) => {
    const [h, v]: [number[], number[]] = [[], []];
    for (let i = 0; i < labels.length; i++) {
      if (labels[i] !== k) continue;
      h.push(points[2 * i]!);
      v.push(points[2 * i + 1]!);
    }
    if (h.length === 0) return null;
    const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1]!;
    return [median(h), median(v)];
  });
}
