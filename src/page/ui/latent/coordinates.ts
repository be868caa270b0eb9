/** Converts between the map's square and the plane of latent space that it shows. Pure functions. */
import { coordinatesOf, pointAt, type Plane } from "../../../core/latent/plane";
import type { Range } from "../../../core/latent/range";

/** The names of the three codes through which a plane may go. */
export const LETTERS = ["A", "B", "C"] as const;

/** A point on the map: 0,0 top left … 1,1 bottom right. */
export interface MapPoint {
  readonly left: number;
  readonly top: number;
}

/** Returns the map point of coordinates in the plane. */
export const pointOnMap = (across: number, up: number, { middle, extent }: Range): MapPoint => ({
  left: ((across - middle[0]) / extent + 1) / 2,
  top: (1 - (up - middle[1]) / extent) / 2,
});

/** Returns the plane coordinates of a map point. */
export const coordinatesAt = ({ left, top }: MapPoint, { middle, extent }: Range): readonly [number, number] =>
  [middle[0] + (2 * left - 1) * extent, middle[1] + (1 - 2 * top) * extent];

/** Returns the square of the map that a range covers, in shares of the map. */
export function boxOf(part: Range, range: Range): { readonly left: number; readonly top: number; readonly size: number } {
  return { ...pointOnMap(part.middle[0] - part.extent, part.middle[1] + part.extent, range), size: part.extent / range.extent };
}

/** Returns the index of the nearest of the points (across, up) within this distance of a place; null if there is none. */
export function nearestCode(points: Float32Array, [across, up]: readonly [number, number], within: number): number | null {
  let best: number | null = null;
  let least = within;
  for (let i = 0; i < points.length / 2; i++) {
    const distance = Math.hypot(points[2 * i]! - across, points[2 * i + 1]! - up);
    if (distance <= least) [best, least] = [i, distance];
  }
  return best;
}

/** Clips a coordinate to the map. */
const clamp = (value: number, middle: number, extent: number): number => Math.min(middle + extent, Math.max(middle - extent, value));

function pointWithin(plane: Plane, across: number, up: number): readonly number[] {
  const { middle, extent } = plane;
  return pointAt(plane, clamp(across, middle[0], extent), clamp(up, middle[1], extent)).map(round);
}

/** Rounds coordinates as links write them. */
const round = (value: number): number => Math.round(value * 1000) / 1000 || 0;

/** Returns the z of a map point; points outside the map are moved to its edge. */
export const moveToPoint = (plane: Plane, point: MapPoint): readonly number[] => pointWithin(plane, ...coordinatesAt(point, plane));

/** Returns z moved within the plane by so much across and up, at most to the map's edge. */
export function moveBy(z: readonly number[], plane: Plane, across: number, up: number): readonly number[] {
  const [h, v] = coordinatesOf(plane, z);
  return pointWithin(plane, h + across, v + up);
}

/** Returns the axes after one of them takes a dimension. If the other axis has that dimension, the two swap. */
export function alongAxis([a, b]: readonly [number, number], which: 0 | 1, dimension: number): readonly [number, number] {
  return which === 0 ? [dimension, dimension === b ? a : b] : [dimension === a ? b : a, dimension];
}

/** Returns the place of each class's label: the medians of its points. Null for a class without points. */
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
