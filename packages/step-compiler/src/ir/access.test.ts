import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  broadcast, compose, boundariesOf, dimsOf, elementsOf, isContiguous, isWhole, pointsOf, reduction, refine, slice, stridesIn, transpose, whole,
  type View,
} from "./access";
import { sizeOf } from "./graph";

const SEED = { seed: 1, numRuns: 500 };

/** Returns the offsets that a view reaches, point by point. */
function elements({ offset, axes }: View): number[] {
  return axes.reduce<number[]>(
    (starts, { size, stride }) => starts.flatMap((at) => Array.from({ length: size }, (_, i) => at + i * stride)),
    [offset],
  );
}

describe("views", () => {
  it("of whole arrays, slices, broadcasts and reductions", () => {
    expect(whole(6)).toEqual({ offset: 0, axes: [{ size: 6, stride: 1 }] });
    expect(whole(1)).toEqual({ offset: 0, axes: [] });
    const columns = slice(whole(12), [3, 4], [0, 1], [3, 2])!;
    expect(elements(columns)).toEqual([1, 2, 5, 6, 9, 10]);
    expect(isContiguous(columns)).toBe(false);
    const rows = slice(whole(12), [3, 4], [1, 0], [2, 4])!;
    expect([isContiguous(rows), isWhole(rows, 8), rows.offset]).toEqual([true, false, 4]);
    expect(elements(broadcast(whole(3), [3, 1], [2, 3, 2])!)).toEqual([0, 0, 1, 1, 2, 2, 0, 0, 1, 1, 2, 2]);
    expect(elements(transpose(whole(6), [2, 3], [1, 0])!)).toEqual([0, 3, 1, 4, 2, 5]);
    expect(transpose(transpose(whole(24), [2, 3, 4], [2, 0, 1])!, [4, 2, 3], [1, 2, 0])).toEqual(whole(24));
    expect(elements(reduction([2, 3], [0]))).toEqual([0, 1, 2, 0, 1, 2]);
    expect(elements(reduction([2, 3], [1]))).toEqual([0, 0, 0, 1, 1, 1]);
    expect(reduction([2, 3], [0, 1])).toEqual({ offset: 0, axes: [{ size: 6, stride: 0 }] });
    expect([pointsOf(reduction([2, 3], [0])), elementsOf(reduction([2, 3], [0]))]).toEqual([6, 3]);
  });

  it("that cannot be sliced or broadcast are refused", () => {
    const columns = slice(whole(12), [3, 4], [0, 1], [3, 2])!; // 6 points
    expect(slice(columns, [6], [1], [3])).toBeUndefined();
    expect(slice(columns, [2, 3], [0, 0], [1, 3])).toBeUndefined();
    expect(transpose(columns, [2, 3], [1, 0])).toBeUndefined();
    expect(broadcast(columns, [6], [2, 6])).toEqual({
      offset: 1, axes: [{ size: 2, stride: 0 }, { size: 3, stride: 4 }, { size: 2, stride: 1 }],
    });
  });
});

describe("a view of a value, seen through another view", () => {
  const outer = broadcast(whole(3), [3], [2, 3])!;
  it("follows an argument that is read in order, also from its middle on", () => {
    expect(compose(outer, whole(3))).toEqual(outer);
    expect(compose(outer, { ...whole(3), offset: 5 })).toEqual({ ...outer, offset: 5 });
  });
  it("stays where the argument stays", () =>
    expect(compose(outer, { offset: 4, axes: [{ size: 3, stride: 0 }] })).toEqual({ offset: 4, axes: [{ size: 6, stride: 0 }] }));
  it("is any view where all of the value is seen, and none otherwise", () => {
    const inner = reduction([3, 2], [1]);
    expect(compose(whole(6), inner)).toBe(inner);
    expect(compose(broadcast(whole(6), [6], [2, 6])!, inner)).toBeUndefined();
  });
});

describe("common refinement", () => {
  it("of two divisions of the same points", () => {
    const a = boundariesOf(broadcast(whole(32), [32], [25088, 32])!);
    const b = boundariesOf(broadcast(whole(128), [128, 1], [128, 6272])!);
    expect([a, b]).toEqual([[32], [6272]]);
    expect(dimsOf(refine(a, b)!, 25088 * 32)).toEqual([128, 196, 32]);
    expect(dimsOf([], 7)).toEqual([7]);
    expect(dimsOf([], 1)).toEqual([1]);
  });

  it("is refused where neither divides the other", () => expect(refine([4], [6])).toBeUndefined());

  it("lets a contiguous view be made in any space, others only where their axes end between dimensions", () => {
    expect(stridesIn(whole(24), [2, 3, 4])).toEqual([12, 4, 1]);
    expect(stridesIn(reduction([4, 6], [1]), [2, 2, 3, 2])).toEqual([2, 1, 0, 0]);
    expect(stridesIn(reduction([4, 6], [1]), [3, 8])).toBeUndefined();
    expect(stridesIn(whole(24), [2, 3])).toBeUndefined();
  });
});

/** Each entry describes one axis: its size, where the box is cut and how long it is, and whether the axis is reduced. */
const boxes = fc.array(fc.record({
  size: fc.integer({ min: 1, max: 4 }), begin: fc.nat(3), length: fc.integer({ min: 1, max: 4 }), chosen: fc.boolean(),
}), { minLength: 1, maxLength: 4 });

describe("for any shape", () => {
  it("a slice reaches the elements of the box, also after a reshape to its own sizes", () =>
    fc.assert(fc.property(boxes, (axes) => {
      const shape = axes.map(({ size }) => size);
      const begin = axes.map(({ size, begin }) => begin % size);
      const box = axes.map(({ size, length }, i) => Math.min(length, size - begin[i]!));
      const strides = shape.map((_, i) => sizeOf(shape.slice(i + 1)));
      const expected = box.reduce<number[]>(
        (starts, n, i) => starts.flatMap((at) => Array.from({ length: n }, (_, k) => at + (begin[i]! + k) * strides[i]!)), [0],
      );
      const view = slice(whole(sizeOf(shape)), shape, begin, box)!;
      expect(elements(view)).toEqual(expected);
      const inDims = stridesIn(view, box)!;
      expect(elements({ offset: view.offset, axes: box.map((size, i) => ({ size, stride: inDims[i]! })) })).toEqual(expected);
    }), SEED));

  it("what is broadcast along axes is reduced along them", () =>
    fc.assert(fc.property(boxes, (axes) => {
      const shape = axes.map(({ size }) => size);
      const kept = axes.map(({ size, chosen }) => (chosen ? 1 : size));
      const reduced = axes.flatMap(({ chosen }, i) => (chosen ? [i] : []));
      expect(broadcast(whole(sizeOf(kept)), kept, shape)).toEqual(reduction(shape, reduced));
    }), SEED));
});
