/** Between the map's square and the plane of latent space it shows. Pure. */
import type { Plane } from "../../core/pictures";

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

/** z with the two coordinates of the plane moved to a place; places outside the map mean its edge. */
export function moveToPlace(z: readonly number[], { axes, extent }: Plane, { left, top }: Place): readonly number[] {
  const next = [...z];
  // A latent space of one dimension has only the horizontal one.
  if (axes[0] !== axes[1]) next[axes[1]] = round(clamp((1 - 2 * top) * extent, extent));
  next[axes[0]] = round(clamp((2 * left - 1) * extent, extent));
  return next;
}

/** z moved along the plane, by fractions of its extent. */
export function moveBy(z: readonly number[], { axes, extent }: Plane, across: number, up: number): readonly number[] {
  const next = [...z];
  if (axes[0] !== axes[1]) next[axes[1]] = round(clamp((z[axes[1]] ?? 0) + up * extent, extent));
  next[axes[0]] = round(clamp((z[axes[0]] ?? 0) + across * extent, extent));
  return next;
}

/** Coordinates as they are written into links. */
export const round = (value: number): number => Math.round(value * 1000) / 1000;

/** The plane along two other dimensions. Choosing the one that the other axis shows swaps the two. */
export function alongAxis(plane: Plane, which: 0 | 1, dimension: number, through: readonly number[]): Plane {
  const [a, b] = plane.axes;
  const axes: readonly [number, number] = which === 0
    ? [dimension, dimension === b ? a : b]
    : [dimension === a ? b : a, dimension];
  return { ...plane, axes, through };
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
