/** Shapes of results, by PyTorch's rules. A refusal has PyTorch's own message beside ours. */
import { Refusal } from "../python/values";
import { sizeOf } from "../../core/model/parameters";
import { shapeText, type Shape } from "./graph";

const refuse = (callee: string, reason: string) => new Refusal({ kind: "value", callee, reason });

/** Returns the shape of an element-wise result (PyTorch's "Broadcasting semantics"). */
export function broadcast(callee: string, a: Shape, b: Shape): Shape {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, i) => {
    const [x, y] = [a[a.length - rank + i] ?? 1, b[b.length - rank + i] ?? 1];
    if (x !== y && x !== 1 && y !== 1) {
      throw refuse(callee, `The shapes ${shapeText(a)} and ${shapeText(b)} do not fit: ${x} is not ${y}. (The size of tensor a (${x}) must match the size of tensor b (${y}) at non-singleton dimension ${i})`);
    }
    return x === 1 ? y : x;
  });
}

/** Returns an axis counted from the front. */
export function axisOf(callee: string, axis: number, dimensions: number): number {
  const rank = Math.max(1, dimensions); // a number has axis 0, too
  const listed = (from: number): string => (rank === 1 ? `${from}` : rank === 2 ? `${from} and ${from + 1}` : `${from} to ${from + rank - 1}`);
  if (axis < -rank || axis >= rank) throw refuse(callee, `There is no dimension ${axis} here: there ${rank === 1 ? "is" : "are"} only ${listed(0)}, or ${listed(-rank)} from the end. (Dimension out of range (expected to be in range of [${-rank}, ${rank - 1}], but got ${axis}))`);
  return axis < 0 ? axis + rank : axis;
}

/** Returns the shape without these axes; with `keep` they have length 1. */
export const reduced = (shape: Shape, axes: readonly number[], keep: boolean): Shape =>
  (keep ? shape.map((length, i) => (axes.includes(i) ? 1 : length)) : shape.filter((_, i) => !axes.includes(i)));

/** Returns the wanted shape with its −1 replaced by what remains. */
export function reshaped(callee: string, shape: Shape, wanted: Shape): Shape {
  const unknown = wanted.indexOf(-1);
  const known = sizeOf(wanted.filter((_, i) => i !== unknown));
  const size = sizeOf(shape);
  const fits = unknown < 0 ? known === size : known > 0 && size % known === 0;
  if (!fits || wanted.some((length, i) => i !== unknown && length < 0)) {
    throw refuse(callee, `${shapeText(shape)} has ${size} numbers, which ${shapeText(wanted)} cannot hold. (shape '${shapeText(wanted)}' is invalid for input of size ${size})`);
  }
  return unknown < 0 ? wanted : wanted.map((length, i) => (i === unknown ? size / known : length));
}

/** Returns the shape of a matrix product: [m,k] × [k,n], batched over the dimensions before, a vector as a row or a column. */
export function product(callee: string, a: Shape, b: Shape): Shape {
  if (a.length === 0 || b.length === 0) throw refuse(callee, "A number is no matrix. (both arguments to matmul need to be at least 1D)");
  const [left, right] = [a.length === 1 ? [1, ...a] : a, b.length === 1 ? [...b, 1] : b];
  const [inner, other] = [left.at(-1)!, right.at(-2)!];
  if (inner !== other) {
    const [m, n] = [sizeOf(left.slice(0, -1)), right.at(-1)!];
    throw refuse(callee, `${shapeText(a)} × ${shapeText(b)}: ${inner} columns do not meet ${other} rows. (mat1 and mat2 shapes cannot be multiplied (${m}x${inner} and ${other}x${n}))`);
  }
  const batch = broadcast(callee, left.slice(0, -2), right.slice(0, -2));
  return [...batch, ...(a.length === 1 ? [] : [left.at(-2)!]), ...(b.length === 1 ? [] : [right.at(-1)!])];
}

/** Returns the distance in memory between neighbours along each axis, for elements in their order. */
export function stridesOf(shape: Shape): number[] {
  const strides = shape.map(() => 1);
  for (let axis = shape.length - 2; axis >= 0; axis--) strides[axis] = strides[axis + 1]! * shape[axis + 1]!;
  return strides;
}
