/** Between the map's square and the plane of latent space it shows. Pure. */
import { coordinatesOf, pointAt, type Plane } from "../../core/plane";

/** A place on the map: 0,0 top left … 1,1 bottom right. */
export interface Place {
  readonly left: number;
  readonly top: number;
}

export const placeOf = (horizontal: number, vertical: number, extent: number): Place => ({
  left: (horizontal / extent + 1) / 2,
  top: (1 - vertical / extent) / 2,
});

const clamp = (value: number, limit: number): number => Math.min(limit, Math.max(-limit, value));

/** Coordinates as they are written into links. */
const round = (value: number): number => Math.round(value * 1000) / 1000 || 0;

/** The point of the plane at a place; places outside the map mean its edge. */
export function moveToPlace(plane: Plane, { left, top }: Place): readonly number[] {
  const { extent } = plane;
  return pointAt(plane, clamp((2 * left - 1) * extent, extent), clamp((1 - 2 * top) * extent, extent)).map(round);
}

/** z moved along the plane by so much across and up, no further than the map's edge. */
export function moveBy(z: readonly number[], plane: Plane, across: number, up: number): readonly number[] {
  const { extent } = plane;
  const [h, v] = coordinatesOf(plane, z);
  return pointAt(plane, clamp(h + across, extent), clamp(v + up, extent)).map(round);
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
