/** Nested axes of a product, with strides in bytes: splitting them into blocks, and code that loops over them. */
import { mergeAxes } from "../ir/axes";
import type { ColumnAxis, InnerAxis, RowAxis } from "../ir/graph";
import { get, i32, loop, set, type Code, type Local, type Locals } from "./assembler";

/** The number of iterations, and the strides of several addresses in bytes. */
export interface Axis {
  readonly size: number;
  readonly strides: readonly number[];
}

/** Returns the axes of rows with the strides [left, out] in bytes. */
export const rowAxes = (rows: readonly RowAxis[]): Axis[] =>
  rows.map(({ size, left, out }) => ({ size, strides: [4 * left, 4 * out] }));
/** Returns the axes of columns with the strides [right, out] in bytes. */
export const columnAxes = (columns: readonly ColumnAxis[]): Axis[] =>
  columns.map(({ size, right, out }) => ({ size, strides: [4 * right, 4 * out] }));
/** Returns the axes of inner indices with the strides [left, right] in bytes. */
export const innerAxes = (inner: readonly InnerAxis[]): Axis[] =>
  inner.map(({ size, left, right }) => ({ size, strides: [4 * left, 4 * right] }));

/** Returns the same axes with one of their strides only. */
export const withOneStride = (axes: readonly Axis[], which: number): Axis[] =>
  axes.map(({ size, strides }) => ({ size, strides: [strides[which]!] }));

/** Merges axes by `mergeAxes`; at least one is left. */
export function merged(axes: readonly Axis[]): Axis[] {
  const few = mergeAxes(axes, ({ strides }) => strides);
  return few.length > 0 ? few : [{ size: 1, strides: axes[0]?.strides.map(() => 0) ?? [0, 0] }];
}

/** Axes split for blocking: loops over `outer` and over `cut` in steps of `step`, around blocks of `step` × `inner` points. */
export interface Blocks {
  readonly outer: readonly Axis[];
  readonly cut: Axis;
  /** The number of values of the split axis in a block, and in the last block if that is smaller, else 0. */
  readonly step: number;
  readonly rest: number;
  /** The axes within a block. */
  readonly inner: readonly Axis[];
}

/** Returns the axes of one block, whose first axis has this many values. */
export const blockAxes = ({ cut, inner }: Blocks, step: number): Axis[] =>
  [{ size: step, strides: cut.strides }, ...inner];

/**
 * Splits axes into blocks of at most `limit` points if possible. `choose` returns the number of values of an axis in a block:
 * from its size, the largest number allowed, and the points of each value.
 */
export function blocks(
  axes: readonly Axis[], limit: number, choose: (size: number, most: number, points: number) => number,
): Blocks {
  let points = 1;
  let at = axes.length - 1;
  while (at > 0 && points * axes[at]!.size <= limit) points *= axes[at--]!.size;
  const cut = axes[at]!;
  const step = choose(cut.size, Math.max(1, Math.min(cut.size, Math.floor(limit / points))), points);
  return { outer: axes.slice(0, at), cut, step, rest: cut.size % step, inner: axes.slice(at + 1) };
}

/** Advances an address by this many bytes. */
export const advanceBy = (address: Local, bytes: number): Code =>
  bytes === 0 ? [] : set(address, i32.add(get(address), i32.const(bytes)));

/** for (count = 0; count < size; count++) body, with the addresses advanced, and restored at the end. */
function loopOverAxis(locals: Locals, { size, strides }: Axis, addresses: readonly Local[], body: Code): Code {
  if (size === 1) return body;
  const along = addresses.flatMap((address, i) => advanceBy(address, strides[i]!));
  const back = addresses.flatMap((address, i) => advanceBy(address, -size * strides[i]!));
  return [...loop(locals.add("i32"), i32.const(0), i32.const(size), 1, [...body, ...along]), ...back];
}

/** Returns code for a loop nest that runs the body at every point, each address advanced by its strides and restored at the end. */
export const loopOver = (locals: Locals, axes: readonly Axis[], addresses: readonly Local[], body: Code): Code =>
  axes.reduceRight((code, axis) => loopOverAxis(locals, axis, addresses, code), body);

/** Returns code for a loop nest over blocks; the body gets the number of values of the split axis in the block. */
export function loopOverBlocks(
  locals: Locals, { outer, cut, step, rest }: Blocks, addresses: readonly Local[], body: (step: number) => Code,
): Code {
  const whole = Math.floor(cut.size / step);
  const strides = cut.strides.map((stride) => step * stride);
  const last = rest === 0 ? [] : [
    ...addresses.flatMap((address, i) => advanceBy(address, whole * strides[i]!)),
    ...body(rest),
    ...addresses.flatMap((address, i) => advanceBy(address, -whole * strides[i]!)),
  ];
  return loopOver(locals, outer, addresses, [...loopOverAxis(locals, { size: whole, strides }, addresses, body(step)), ...last]);
}
