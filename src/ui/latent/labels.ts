/** Where labels stand that would cover each other at their own places. Pure. */

export interface Label<Id> {
  readonly id: Id;
  /** Its centre, in pixels. */
  readonly x: number;
  readonly y: number;
}

export interface Placed<Id> extends Label<Id> {
  /** Where it belongs. */
  readonly of: { readonly x: number; readonly y: number };
}

interface Field {
  readonly width: number;
  readonly height: number;
}

/** What stands on the field already: its centre and size, in pixels. */
export interface Box extends Field {
  readonly x: number;
  readonly y: number;
}

/** Labels move no further than this many times their own size. */
const RINGS = [0.55, 1.1, 1.65];
const DIRECTIONS = 12;

/** A label's own place, then those around it, the nearest first. */
const offsets = [[0, 0] as const, ...RINGS.flatMap((radius) =>
  Array.from({ length: DIRECTIONS }, (_, i) => {
    const angle = (2 * Math.PI * i) / DIRECTIONS;
    return [radius * Math.cos(angle), radius * Math.sin(angle)] as const;
  }))];

/**
 * Each label at its own place, or at the nearest free one around it; left out where there is none, or where its place is not
 * on the field. Earlier ones go first. No two touch, nor what is taken, and none sticks out. size: of one label.
 */
export function placeLabels<Id>(
  labels: readonly Label<Id>[], size: Field, field: Field, taken: readonly Box[] = [],
): readonly Placed<Id>[] {
  const placed: Placed<Id>[] = [];
  const free = ({ x, y }: { readonly x: number; readonly y: number }) =>
    [...taken, ...placed.map((other) => ({ ...size, ...other }))].every((other) =>
      Math.abs(other.x - x) >= (size.width + other.width) / 2 || Math.abs(other.y - y) >= (size.height + other.height) / 2);
  const inside = (x: number, least: number, most: number) => Math.min(most - least, Math.max(least, x));
  for (const { id, ...of } of labels) {
    if (of.x < 0 || of.y < 0 || of.x > field.width || of.y > field.height) continue;
    const place = offsets
      .map(([across, down]) => ({
        x: inside(of.x + across * size.width, size.width / 2, field.width),
        y: inside(of.y + down * size.height, size.height / 2, field.height),
      }))
      .find(free);
    if (place) placed.push({ id, ...place, of });
  }
  return placed;
}
