import fc from "fast-check";
import { expect, it } from "vitest";
import { mergeAxes, sizeOfAxes, rowMajorStrides } from "./axes";

interface Axis { readonly size: number; readonly strides: readonly number[] }

/** Returns the addresses that one array is read at, point by point, the last axis fastest. */
function addresses(axes: readonly Axis[], array: number): number[] {
  const [outer, ...inner] = axes;
  if (!outer) return [0];
  const within = addresses(inner, array);
  return Array.from({ length: outer.size }, (_, i) => within.map((at) => at + i * outer.strides[array]!)).flat();
}

const axis = fc.record({ size: fc.integer({ min: 1, max: 3 }), strides: fc.tuple(fc.integer({ min: -4, max: 9 }), fc.integer({ min: 0, max: 3 })) });

it("merges axes into fewer that reach the same elements in the same order", () => {
  fc.assert(fc.property(fc.array(axis, { maxLength: 4 }), (axes) => {
    const merged = mergeAxes(axes, ({ strides }) => strides);
    for (const array of [0, 1]) expect(addresses(merged, array)).toEqual(addresses(axes, array));
    expect(sizeOfAxes(merged)).toBe(sizeOfAxes(axes));
    expect(merged.length).toBeLessThanOrEqual(axes.length);
    expect(merged.every(({ size }) => size > 1)).toBe(true);
  }));
});

it("makes one axis of a whole array, and keeps axes apart that continue in only one of two arrays", () => {
  const shape = [2, 3, 4];
  const own = rowMajorStrides(shape);
  const ofOne = shape.map((size, i) => ({ size, strides: [own[i]!] }));
  expect(mergeAxes(ofOne, ({ strides }) => strides)).toEqual([{ size: 24, strides: [1] }]);
  const ofTwo = shape.map((size, i) => ({ size, strides: [own[i]!, i === 0 ? 100 : own[i]!] }));
  expect(mergeAxes(ofTwo, ({ strides }) => strides)).toEqual([{ size: 2, strides: [12, 100] }, { size: 12, strides: [1, 1] }]);
});
