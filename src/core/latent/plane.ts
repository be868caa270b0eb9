/**
 * Planes through a latent space of any dimension: the position of a point on the map, and the point at a position of the map.
 * The functions are pure.
 */
import { sameRange, type Range } from "./range";
import { roundExtent } from "../rounding";

/** The directions of the map's two coordinates: those of z are u·(z − centre) and v·(z − centre). */
export interface Directions {
  /** [d], of length 1. */
  readonly u: readonly number[];
  /** The second direction, [d], of length 1 and orthogonal to u; all zero in a latent space of one dimension. */
  readonly v: readonly number[];
  /** The point with the coordinates 0, 0, [d]. */
  readonly centre: readonly number[];
}

/** A plane and the part of it that the map shows. */
export interface Plane extends Directions, Range {
  /** A point that the plane passes through, [d]. */
  readonly through: readonly number[];
}

type Vector = readonly number[];

/** Returns the inner product. */
export const dot = (a: Vector, b: Vector): number => a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
/** Returns the 2-norm. */
export const norm = (a: Vector): number => Math.hypot(...a);
const minus = (a: Vector, b: Vector): number[] => a.map((value, i) => value - (b[i] ?? 0));
/** Returns a + t b. */
const plus = (a: Vector, t: number, b: Vector): number[] => a.map((value, i) => value + t * (b[i] ?? 0));
const unit = (d: number, axis: number): number[] => Array.from({ length: d }, (_, i) => (i === axis ? 1 : 0));

/** Returns the plane of two of the dimensions, counted from 0: its coordinates are those of z. */
export function coordinatePlane([a, b]: readonly [number, number], through: Vector, { middle, extent }: Range): Plane {
  const d = through.length;
  return { u: unit(d, a), v: d > 1 ? unit(d, b) : unit(d, -1), centre: unit(d, -1), through, middle, extent };
}

/** Returns z's coordinates on the map. */
export function coordinatesOf({ u, v, centre }: Directions, z: Vector): readonly [number, number] {
  const from = minus(z, centre);
  return [dot(u, from), dot(v, from)];
}

/** Returns the point of the plane with these coordinates. */
export function pointAt({ u, v, through, ...plane }: Plane, across: number, up: number): number[] {
  const [a, b] = coordinatesOf({ u, v, ...plane }, through);
  return plus(plus(plus(plus(through, -a, u), -b, v), across, u), up, v);
}

/** Returns the distance of z from the plane. */
export function distanceFrom(plane: Plane, z: Vector): number {
  return norm(minus(z, pointAt(plane, ...coordinatesOf(plane, z))));
}

const equal = (a: Vector, b: Vector): boolean => a === b || (a.length === b.length && a.every((value, i) => value === b[i]));

/** Returns whether the directions and centres are equal. */
export const sameDirections = (a: Directions, b: Directions): boolean =>
  equal(a.u, b.u) && equal(a.v, b.v) && equal(a.centre, b.centre);

/** Half of the last decimal that a position is rounded to, in every dimension. */
const ROUNDING = 0.00051;

/** Returns whether two planes are the same; a point that moved within its plane differs by rounding only. */
export const samePlane = (a: Plane, b: Plane): boolean =>
  a === b || (sameRange(a, b) && sameDirections(a, b) && distanceFrom(a, b.through) <= ROUNDING * Math.sqrt(a.u.length));

/** Why three codes span no plane. */
export type Degenerate = "equal" | "collinear";

/** The map extends beyond the outermost of the three codes by this factor. */
const MARGIN = 1.3;
/** Three codes are collinear if the distance of the third from the line is less than this share of their distances. */
const FLAT = 1e-3;

/**
 * Returns the plane through three codes, [d] each, d ≥ 2: across goes from a to b, up is the part of c − a that is orthogonal
 * to it (Gram–Schmidt), and the centre is their mean.
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
