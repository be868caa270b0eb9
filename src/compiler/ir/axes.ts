/**
 * The algebra of nested axes that everything here is made of: an array is addressed by an offset and, for each axis, the
 * stride between neighbours along it. `access.ts` builds on it for the elements of one array, `product.ts` for those of
 * three.
 */
import { sizeOf } from "./graph";

/** One of several nested axes, outermost first: how many indices it has. How far each moves is said by those who know. */
export interface Sized { readonly size: number }

/** Points of the space that the axes span. */
export const sizeOfAxes = (axes: readonly Sized[]): number => axes.reduce((product, { size }) => product * size, 1);

/** How far each axis of a row-major array of this shape moves, in elements. */
export const rowMajorStrides = (shape: readonly number[]): number[] => shape.map((_, axis) => sizeOf(shape.slice(axis + 1)));

/**
 * The same addresses from as few axes as possible: axes of size 1 are dropped, and an axis whose next one goes on where
 * it ends, in every array, becomes one with it. No axis is left where there is but one point.
 *
 * @param stridesOf how far an axis moves in each of the arrays that it addresses.
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
