/** The meaning of each map function on single numbers: for constant folding and for the interpreter. */
import type { MapFunction } from "./graph";

export type Binary = (x: number, y: number) => number;

/** All functions compute in double precision; those of one argument ignore the second. */
export const FUNCTIONS: Readonly<Record<MapFunction, Binary>> = {
  neg: (x) => -x,
  abs: Math.abs,
  exp: Math.exp,
  log: Math.log,
  sqrt: Math.sqrt,
  floor: Math.floor,
  rsqrt: (x) => 1 / Math.sqrt(x),
  tanh: Math.tanh,
  sigmoid: (x) => 1 / (1 + Math.exp(-x)),
  softplus: (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
  add: (x, y) => x + y,
  sub: (x, y) => x - y,
  mul: (x, y) => x * y,
  div: (x, y) => x / y,
  max: Math.max,
  min: Math.min,
  step: (x, a) => (Number.isNaN(x) ? NaN : x > 0 ? 1 : a),
  greater: (x, y) => (x > y ? 1 : 0),
  greaterEqual: (x, y) => (x >= y ? 1 : 0),
  equal: (x, y) => (x === y ? 1 : 0),
  mask: (x, a) => (a === 0 ? 0 : x),
};
