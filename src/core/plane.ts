/** Planes through a latent space of any size: where a point lies on the map, and which point lies at a place of it. Pure. */
import { sameRange, type Range } from "./range";
import { roundExtent } from "./rounding";

/** Where the map's two coordinates come from: those of z are u·(z − centre) and v·(z − centre). */
export interface Directions {
  /** [d], of length 1. */
  readonly u: readonly number[];
  /** [d], of length 1 and at right angles to u; all zero in a latent space of one dimension. */
  readonly v: readonly number[];
  /** [d]: the point with the coordinates 0, 0. */
  readonly centre: readonly number[];
}

/** A plane and the part of it that is on the map. */
export interface Plane extends Directions, Range {
  /** [d]: a point that the plane passes through. */
  readonly through: readonly number[];
}

type Vector = readonly number[];

export const dot = (a: Vector, b: Vector): number => a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
export const norm = (a: Vector): number => Math.hypot(...a);
const minus = (a: Vector, b: Vector): number[] => a.map((value, i) => value - (b[i] ?? 0));
/** a + t b. */
const plus = (a: Vector, t: number, b: Vector): number[] => a.map((value, i) => value + t * (b[i] ?? 0));
const unit = (d: number, axis: number): number[] => Array.from({ length: d }, (_, i) => (i === axis ? 1 : 0));

/** The plane of two of the dimensions, counted from 0: its coordinates are those of z. */
export function coordinatePlane([a, b]: readonly [number, number], through: Vector, { middle, extent }: Range): Plane {
  const d = through.length;
  return { u: unit(d, a), v: d > 1 ? unit(d, b) : unit(d, -1), centre: unit(d, -1), through, middle, extent };
}

/** z's place on the map. */
export function coordinatesOf({ u, v, centre }: Directions, z: Vector): readonly [number, number] {
  const from = minus(z, centre);
  return [dot(u, from), dot(v, from)];
}

/** The point of the plane with those coordinates. */
export function pointAt({ u, v, through, ...plane }: Plane, across: number, up: number): number[] {
  const [a, b] = coordinatesOf({ u, v, ...plane }, through);
  return plus(plus(plus(plus(through, -a, u), -b, v), across, u), up, v);
}

/** How far z is from the plane. */
export function distanceFrom(plane: Plane, z: Vector): number {
  return norm(minus(z, pointAt(plane, ...coordinatesOf(plane, z))));
}

const equal = (a: Vector, b: Vector): boolean => a === b || (a.length === b.length && a.every((value, i) => value === b[i]));

export const sameDirections = (a: Directions, b: Directions): boolean =>
  equal(a.u, b.u) && equal(a.v, b.v) && equal(a.centre, b.centre);

/** Half of the last decimal that a position is kept to, in every dimension. */
const ROUNDING = 0.00051;

/** Moving within a plane leaves it where it is, as exactly as positions are kept. */
export const samePlane = (a: Plane, b: Plane): boolean =>
  a === b || (sameRange(a, b) && sameDirections(a, b) && distanceFrom(a, b.through) <= ROUNDING * Math.sqrt(a.u.length));

/** Why three codes span no plane. */
export type Degenerate = "equal" | "collinear";

/** The map ends this much beyond the outermost of the three. */
const MARGIN = 1.3;
/** Three codes are on a line where the third is nearer to it than this share of their distances. */
const FLAT = 1e-3;

/**
 * The plane through three codes: across goes from a to b, up is the part of c − a at right angles to that (Gram–Schmidt), the
 * middle is their mean. [d] each, d ≥ 2.
 */
export function planeThrough(a: Vector, b: Vector, c: Vector): Plane | Degenerate {
  const sides = [minus(b, a), minus(c, a), minus(c, b)] as const;
  const longest = Math.max(...sides.map(norm));
  const scale = Math.max(norm(a), norm(b), norm(c), 1);
  if (sides.some((side) => norm(side) <= 1e-6 * scale)) return "equal";
  const [ab, ac] = sides;
  const u = ab.map((value) => value / norm(ab));
  const above = plus(ac, -dot(u, ac), u);
  const height = norm(above);
  if (height <= FLAT * longest) return "collinear";
  const v = above.map((value) => value / height);
  const centre = a.map((value, i) => (value + b[i]! + c[i]!) / 3);
  const directions = { u, v, centre };
  const furthest = Math.max(...[a, b, c].flatMap((code) => coordinatesOf(directions, code)).map(Math.abs));
  return { ...directions, through: centre, middle: [0, 0], extent: roundExtent(MARGIN * furthest) };
}
