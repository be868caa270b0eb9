/** Nested axes: put in a form that is easy to make loops from, cut into blocks, and walked over. */
import { mergeAxes } from "../ir/axes";
import type { ColumnAxis, InnerAxis, RowAxis } from "../ir/graph";
import { get, i32, loop, set, type Code, type Local, type Locals } from "./assembler";

/** How often an index runs, and how far its steps move several addresses. */
export interface Axis {
  readonly size: number;
  readonly strides: readonly number[];
}

/** Strides in bytes. */
export const rowAxes = (rows: readonly RowAxis[]): Axis[] =>
  rows.map(({ size, left, out }) => ({ size, strides: [4 * left, 4 * out] }));
export const columnAxes = (columns: readonly ColumnAxis[]): Axis[] =>
  columns.map(({ size, right, out }) => ({ size, strides: [4 * right, 4 * out] }));
export const innerAxes = (inner: readonly InnerAxis[]): Axis[] =>
  inner.map(({ size, left, right }) => ({ size, strides: [4 * left, 4 * right] }));

/** The same axes with only some of their strides. */
export const only = (axes: readonly Axis[], which: number): Axis[] =>
  axes.map(({ size, strides }) => ({ size, strides: [strides[which]!] }));

/** The same walk over as few axes as possible; at least one. */
export function merged(axes: readonly Axis[]): Axis[] {
  const few = mergeAxes(axes, ({ strides }) => strides);
  return few.length > 0 ? few : [{ size: 1, strides: axes[0]?.strides.map(() => 0) ?? [0, 0] }];
}

/** Axes cut in two: `outer` ones, of which the last one takes `step` values of `inner`'s first one at a time. */
export interface Blocks {
  readonly outer: readonly Axis[];
  readonly cut: Axis;
  /** Values of the axis that is cut in a block, and in the last one, if that is smaller, else 0. */
  readonly step: number;
  readonly rest: number;
  /** The axes inside. */
  readonly inner: readonly Axis[];
}

/** Axes of one block, of which the first one has this many values. */
export const blockAxes = ({ cut, inner }: Blocks, step: number): Axis[] =>
  [{ size: step, strides: cut.strides }, ...inner];

/**
 * Blocks of at most `limit` points where that is possible. `choose` picks the values of an axis in a block:
 * from its size, the largest step that is allowed, and the points that each step has.
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

/** So many bytes on. */
export const move = (address: Local, bytes: number): Code =>
  bytes === 0 ? [] : set(address, i32.add(get(address), i32.const(bytes)));

/** for (count = 0; count < size; count++) body, with the addresses moved along, and back at the end. */
function walkOne(locals: Locals, { size, strides }: Axis, addresses: readonly Local[], body: Code): Code {
  if (size === 1) return body;
  const along = addresses.flatMap((address, i) => move(address, strides[i]!));
  const back = addresses.flatMap((address, i) => move(address, -size * strides[i]!));
  return [...loop(locals.add("i32"), i32.const(0), i32.const(size), 1, [...body, ...along]), ...back];
}

/** Runs the body at every point of the axes; each address moves by its strides and is in the end where it was. */
export const walk = (locals: Locals, axes: readonly Axis[], addresses: readonly Local[], body: Code): Code =>
  axes.reduceRight((code, axis) => walkOne(locals, axis, addresses, code), body);

/** Runs the body at every block; it is told how many values of the axis that is cut the block has. */
export function walkBlocks(
  locals: Locals, { outer, cut, step, rest }: Blocks, addresses: readonly Local[], body: (step: number) => Code,
): Code {
  const whole = Math.floor(cut.size / step);
  const strides = cut.strides.map((stride) => step * stride);
  const last = rest === 0 ? [] : [
    ...addresses.flatMap((address, i) => move(address, whole * strides[i]!)),
    ...body(rest),
    ...addresses.flatMap((address, i) => move(address, -whole * strides[i]!)),
  ];
  return walk(locals, outer, addresses, [...walkOne(locals, { size: whole, strides }, addresses, body(step)), ...last]);
}
