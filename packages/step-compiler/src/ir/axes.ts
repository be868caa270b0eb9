/**
 * Nested axes address an array: by an offset and, for each axis, the stride between neighbours along it. `access.ts` builds on
 * this for the elements of one array, `product.ts` for those of three.
 */
import { sizeOf } from "./graph";

/** One of several nested axes, outermost first, has this many indices. Subtypes add its strides. */
export interface Sized { readonly size: number }

/** Returns the number of points in the space that the axes span. */
export const sizeOfAxes = (axes: readonly Sized[]): number => axes.reduce((product, { size }) => product * size, 1);

/** Returns the stride of each axis of a row-major array of this shape, in elements. */
export const rowMajorStrides = (shape: readonly number[]): number[] => shape.map((_, axis) => sizeOf(shape.slice(axis + 1)));

/**
 * Merges axes into the fewest that reach the same addresses: axes of size 1 are dropped, and an axis is joined with the next
 * one if it continues where that one ends, in every array. A single point leaves no axis.
 *
 * @param stridesOf returns the stride of an axis in each of the arrays that it addresses.
 */
export function mergeAxes<Axis extends Sized>(
  axes: readonly Axis[], stridesOf: (axis: Axis) => readonly number[],
): Axis[] {
  const merged: Axis[] = [];
  for (const axis of axes) {
    if (axis.size === 1) continue;
    const outer = merged.at(-1);
    const strides = stridesOf(axis);
    if (outer && stridesOf(outer).every((stride, i) => stride === axis.size * strides[i]!)) {
      merged[merged.length - 1] = { ...axis, size: outer.size * axis.size };
    } else merged.push(axis);
  }
  return merged;
}
