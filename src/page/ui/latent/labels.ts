/** Places labels so that they do not overlap. Pure functions. */

/** A label and its preferred place. */
export interface Label<Id> {
  readonly id: Id;
  /** The centre, in pixels. */
  readonly x: number;
  readonly y: number;
  /** The label's own width in pixels, if it differs from that of most. */
  readonly width?: number;
}

/** A label at its final place. */
export interface Placed<Id> extends Label<Id> {
  /** The preferred place. */
  readonly of: { readonly x: number; readonly y: number };
}

interface Field {
  readonly width: number;
  readonly height: number;
}

/** An occupied box on the field: its centre and size, in pixels. */
export interface Box extends Field {
  readonly x: number;
  readonly y: number;
}

/** A label moves at most this many times its own size. */
const RINGS = [0.55, 1.1, 1.65];
const DIRECTIONS = 12;

/** Offsets to try: a label's own place, then those around it, the nearest first. */
const offsets = [[0, 0] as const, ...RINGS.flatMap((radius) =>
  Array.from({ length: DIRECTIONS }, (_, i) => {
    const angle = (2 * Math.PI * i) / DIRECTIONS;
    return [radius * Math.cos(angle), radius * Math.sin(angle)] as const;
  }))];

/**
 * Returns each label at its own place or at the nearest free one around it. A label is left out if there is no free place or if its own place
 * is outside the field. Earlier labels have priority. Labels overlap neither each other nor the occupied boxes, and stay inside the field.
 * `size`: of every label that has no width of its own.
 */
export function placeLabels<Id>(
  labels: readonly Label<Id>[], size: Field, field: Field, taken: readonly Box[] = [],
): readonly Placed<Id>[] {
  const placed: Placed<Id>[] = [];
  const free = ({ x, y, width }: { readonly x: number; readonly y: number; readonly width: number }) =>
    [...taken, ...placed.map((other) => ({ ...size, ...other }))].every((other) =>
      Math.abs(other.x - x) >= (width + other.width) / 2 || Math.abs(other.y - y) >= (size.height + other.height) / 2);
  const inside = (x: number, least: number, most: number) => Math.min(most - least, Math.max(least, x));
  for (const { id, width = size.width, ...of } of labels) {
    if (of.x < 0 || of.y < 0 || of.x > field.width || of.y > field.height) continue;
    const place = offsets
      .map(([across, down]) => ({
        width, x: inside(of.x + across * width, width / 2, field.width),
        y: inside(of.y + down * size.height, size.height / 2, field.height),
      }))
      .find(free);
    if (place) placed.push({ id, ...place, of });
  }
  return placed;
}
