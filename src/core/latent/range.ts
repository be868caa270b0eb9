/** The part of a plane that the map shows: a square of its coordinates. The functions are pure. */
import { roundExtent } from "../rounding";

export interface Range {
  /** The coordinates of the map's centre: across, up. */
  readonly middle: readonly [number, number];
  /** The map extends this far to either side of its centre. */
  readonly extent: number;
}

/** Three standard deviations of the prior to either side. */
export const STANDARD_RANGE: Range = { middle: [0, 0], extent: 3 };

const MIN_EXTENT = 0.05;
/** No encoder's codes lie outside; it is also the largest distance of the map's centre from the origin. */
export const MAX_EXTENT = 50;

/** Returns whether two ranges are equal. */
export const sameRange = (a: Range, b: Range): boolean =>
  a.extent === b.extent && a.middle[0] === b.middle[0] && a.middle[1] === b.middle[1];

const within = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value));

/**
 * Returns the range within its limits and with the precision of a link: the extent has three digits, the centre as many as one
 * can see.
 */
export function tidyRange({ middle, extent }: Range): Range {
  const tidyExtent = Number(within(extent, MIN_EXTENT, MAX_EXTENT).toPrecision(3));
  const decimals = Math.max(0, 2 - Math.floor(Math.log10(tidyExtent)));
  const tidy = (value: number) => Number(within(value, -MAX_EXTENT, MAX_EXTENT).toFixed(decimals)) || 0;
  return { middle: [tidy(middle[0]), tidy(middle[1])], extent: tidyExtent };
}

/** Returns the range after zooming; `factor` below 1 enlarges. The point `about` stays at its position on the map. */
export function zoomed({ middle, extent }: Range, factor: number, about: readonly [number, number] = middle): Range {
  const next = within(extent * factor, MIN_EXTENT, MAX_EXTENT);
  const share = next / extent;
  const moved = (i: 0 | 1) => about[i] + (middle[i] - about[i]) * share;
  return tidyRange({ middle: [moved(0), moved(1)], extent: next });
}

/** Moves the centre by these distances across and up. */
export const moved = ({ middle, extent }: Range, across: number, up: number): Range =>
  tidyRange({ middle: [middle[0] + across, middle[1] + up], extent });

/** The share of points that a fitted range contains; the outermost ones would make all others small. */
const FITTED_SHARE = 0.99;
const MARGIN = 1.05;

const sorted = (count: number, valueOf: (i: number) => number) => Float64Array.from({ length: count }, (_, i) => valueOf(i)).sort();
const quantile = (values: Float64Array, share: number) => values[within(Math.round(share * (values.length - 1)), 0, values.length - 1)]!;

/** Returns the range that contains all points but one in a hundred along each axis. points: n × (across, up), n ≥ 1. */
export function fitted(points: ArrayLike<number>): Range {
  const [across, up] = ([0, 1] as const).map((axis) => {
    const values = sorted(points.length / 2, (i) => points[2 * i + axis]!);
    return [quantile(values, (1 - FITTED_SHARE) / 2), quantile(values, (1 + FITTED_SHARE) / 2)] as const;
  }) as [readonly [number, number], readonly [number, number]];
  const half = Math.max(across[1] - across[0], up[1] - up[0]) / 2;
  return tidyRange({ middle: [(across[0] + across[1]) / 2, (up[0] + up[1]) / 2], extent: MARGIN * half });
}

/** The standard range is used while it contains this share of the points. */
const STANDARD_SHARE = 0.9;
/** A range that was widened for points is retained until it contains fewer than this share … */
const RETAINED_SHARE = 0.97;
/** … or is this many times wider than necessary. */
const TOO_WIDE = 1.4;

/**
 * Returns the range of a map that the reader has not set: the standard one if most points lie in it, otherwise a wider one
 * around the same centre, which changes only if necessary. points: n × (across, up).
 */
export function automaticRange(points: ArrayLike<number>, now: Range): Range {
  if (points.length === 0) return now;
  const distances = sorted(points.length / 2, (i) => Math.max(Math.abs(points[2 * i]!), Math.abs(points[2 * i + 1]!)));
  const share = (extent: number) => distances.filter((value) => value <= extent).length / distances.length;
  if (share(STANDARD_RANGE.extent) >= STANDARD_SHARE) return STANDARD_RANGE;
  const needed = MARGIN * quantile(distances, FITTED_SHARE);
  const centred = now.middle[0] === 0 && now.middle[1] === 0;
  if (centred && share(now.extent) >= RETAINED_SHARE && now.extent <= TOO_WIDE * needed) return now;
  return { middle: [0, 0], extent: Math.min(MAX_EXTENT, roundExtent(needed)) };
}
