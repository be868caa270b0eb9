/**
 * Loop interchange: a cost model chooses the dimension that is vectorised, which becomes the innermost. Points may run in any
 * order, so the result is again a loop. Long reductions are split, so that rounding errors stay small.
 */
import { mapAccesses, type Access, type Instruction, type Loop, type Store } from "../ir/plan";

/** The approximate number of instructions that a function takes for four numbers; 1 if not listed. */
const COSTS: Partial<Record<string, number>> = {
  div: 4, sqrt: 4, rsqrt: 8, exp: 16, log: 30, tanh: 25, sigmoid: 20, softplus: 22, max: 6, min: 6, step: 3,
};
/** The cost of an access to four numbers with a stride other than 1, and of each iteration of an outer loop. */
const APART = 6;
const ROW = 8;
/** Longer sums are split into partial sums. */
const LONGEST_SUM = 512;

/** Returns the approximate number of instructions of a body's instruction for four numbers. */
export const costOf = (instruction: Instruction): number =>
  instruction.kind === "map" ? COSTS[instruction.fn] ?? 1 : 0;

/** Returns the loop with other dimensions and with the strides of every access changed alike. */
const withDims = (loop: Loop, dims: readonly number[], strides: (access: Access) => readonly number[]): Loop =>
  ({ kind: "loop", dims, ...mapAccesses(loop, (access) => ({ ...access, strides: strides(access) })) });

/** Returns the loop with its dimensions permuted, or with some of them only. */
export const permuted = (loop: Loop, order: readonly number[]): Loop =>
  withDims(loop, order.map((d) => loop.dims[d]!), ({ strides }) => order.map((d) => strides[d]!));

/** Splits a dimension into two: blocks, and the points of a block. */
export const split = (loop: Loop, at: number, block: number): Loop => withDims(
  loop,
  loop.dims.flatMap((size, d) => (d === at ? [size / block, block] : [size])),
  ({ strides }) => strides.flatMap((stride, d) => (d === at ? [stride * block, stride] : [stride])),
);

/** Returns whether a store reduces along a dimension. */
export const reduces = ({ combine, to }: Store, dimension: number): boolean =>
  combine !== "set" && to.strides[dimension] === 0;

/** Estimates the instructions if this dimension is vectorised. Only ratios matter. */
function cost({ dims, body, stores }: Loop, vector: number): number {
  const access = (stride: number): number => (stride === 0 ? 0 : stride === 1 ? 1 : APART);
  let [each, totals] = [0, 0];
  for (const instruction of body) {
    each += instruction.kind === "load" ? access(instruction.from.strides[vector]!) : costOf(instruction);
  }
  for (const store of stores) {
    if (reduces(store, vector)) totals++;
    each += reduces(store, vector) ? 1 : access(store.to.strides[vector]!) * (store.combine === "set" ? 1 : 2);
  }
  const rows = dims.reduce((product, size) => product * size, 1) / dims[vector]!;
  return rows * (Math.ceil(dims[vector]! / 4) * each + ROW * (1 + totals));
}

/** Returns the largest divisor of a size that is a multiple of `of` and within a limit; the size itself if there is none. */
function blockOf(size: number, limit: number, of: number): number {
  for (let block = limit - limit % of; block > 1; block -= of) if (size % block === 0) return block;
  return size;
}

/** Splits dimensions of long sums, which become sums of partial sums. */
function withShortSums(loop: Loop): Loop {
  const last = loop.dims.length - 1;
  const long = loop.dims.findLastIndex((size, d) =>
    // Along the last dimension four times as many accumulators, of four numbers each, share the terms.
    size > LONGEST_SUM * (d === last ? 16 : 1) && loop.stores.some((store) => reduces(store, d)));
  if (long < 0) return loop;
  const size = loop.dims[long]!;
  const block = long === last ? blockOf(size, 16 * LONGEST_SUM, 16) : blockOf(size, LONGEST_SUM, 1);
  return block === size ? loop : withShortSums(split(loop, long, block));
}

/** Returns the dimensions that may be vectorised, and the cost of each. */
const costs = (loop: Loop, from: number): { readonly dimension: number; readonly cost: number }[] =>
  loop.dims.flatMap((size, dimension) => (size > 1 && dimension >= from ? [{ dimension, cost: cost(loop, dimension) }] : []));

const costCache = new WeakMap<Loop, number>();

/** Estimates the instructions of the loop in its best order. Only ratios matter. */
export function costOfLoop(loop: Loop): number {
  const least = costCache.get(loop) ?? Math.min(...costs(loop, 0).map((each) => each.cost), cost(loop, loop.dims.length - 1));
  costCache.set(loop, least);
  return least;
}

/**
 * Returns the same loop in its best order, with the last dimension to be vectorised. Dimensions of size 1 are dropped, except
 * the first `fixed` ones, which stay in place.
 */
export function inBestOrder(loop: Loop, fixed = 0): Loop {
  if (loop.dims.length === fixed + 1) return withShortSums(loop);
  const possible = costs(loop, fixed);
  const kept = Array.from({ length: fixed }, (_, d) => d);
  if (possible.length === 0) return permuted(loop, [...kept, fixed]);
  const least = Math.min(...possible.map((each) => each.cost));
  const vector = possible.findLast((each) => each.cost === least)!.dimension;
  return withShortSums(permuted(loop, [...kept, ...possible.map(({ dimension }) => dimension).filter((d) => d !== vector), vector]));
}
