import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normals } from "../../../core/philox";
import type { Product } from "../graph";
import { hasRelaxedSimd } from "./assembler";
import { build, dense, filterGradient, forward, inputGradient, sizeOf, type Case, type Convolution } from "./testing";

const random = (step: number, size: number) => normals({ seed: 5, purpose: "sample", step }, size);

/** Every point of nested axes: how far it is along each of their strides. */
function points<K extends string>(axes: readonly ({ readonly size: number } & Readonly<Record<K, number>>)[], keys: readonly K[]): number[][] {
  return axes.reduce<number[][]>((list, axis) => list.flatMap((point) =>
    Array.from({ length: axis.size }, (_, i) => point.map((at, key) => at + i * axis[keys[key]!]))), [keys.map(() => 0)]);
}

/** The elements by their places, in double precision, and the sums of the magnitudes of what was added. */
function multiply({ parts, out }: Case, left: Float32Array, right: Float32Array) {
  const result = { sums: new Float64Array(out).fill(NaN), magnitudes: new Float64Array(out).fill(NaN) };
  for (const { rows, columns, inner, leftOffset, rightOffset, outOffset } of parts) {
    const [ms, ns] = [points(rows, ["left", "out"]), points(columns, ["right", "out"])];
    const ks = points(inner, ["left", "right"]);
    for (const [mLeft, mOut] of ms as [number, number][]) {
      for (const [nRight, nOut] of ns as [number, number][]) {
        let [sum, magnitude] = [0, 0];
        for (const [kLeft, kRight] of ks as [number, number][]) {
          const term = left[leftOffset + mLeft + kLeft]! * right[rightOffset + nRight + kRight]!;
          sum += term;
          magnitude += Math.abs(term);
        }
        result.sums[outOffset + mOut + nOut] = sum;
        result.magnitudes[outOffset + mOut + nOut] = magnitude;
      }
    }
  }
  return result;
}

/** Every element is right, and nothing else in memory but scratch has changed. */
function check(name: string, given: Case): void {
  for (const last of ["left", "right", "out"] as const) {
    const machine = build(given, hasRelaxedSimd(), last);
    machine.left.set(random(0, given.left));
    machine.right.set(random(1, given.right));
    const expected = multiply(given, machine.left, machine.right);
    const before = new Float32Array(machine.memory.buffer).slice();
    machine.run(2);
    for (let i = 0; i < given.out; i++) {
      const right = expected.sums[i]!;
      const actual = machine.out[i]!;
      // Only the elements of the product are written.
      if (Number.isNaN(right) ? !Number.isNaN(actual) : !(Math.abs(actual - right) <= 1e-6 * expected.magnitudes[i]!)) {
        expect.fail(`${name}: element ${i} is ${actual}, not ${right}`);
      }
    }
    machine.out.fill(NaN);
    const first = Math.min(machine.left.byteOffset, machine.right.byteOffset, machine.out.byteOffset) / 4 - 16;
    const after = new Float32Array(machine.memory.buffer);
    const changed = after.findIndex((value, i) => i >= first && !Object.is(value, before[i]));
    if (changed >= 0) expect.fail(`${name}: memory at ${changed} was changed`);
  }
}

describe("matrix products", () => {
  const sizes: [number, number, number][] = [
    [128, 20, 40], [13, 1, 9], [5, 700, 6], [40, 33, 1], [1, 50, 33], [50, 40, 2], [2, 1500, 20], [10, 64, 96], [9, 700, 32],
    [300, 17, 7], [1, 1, 1], [3, 3, 3], [7, 300, 4], [70, 1300, 50], [270, 70, 30], [1, 900, 1], [100, 3, 5],
  ];
  it.each([[false, false], [true, false], [false, true], [true, true]])("stored transposed: left %s, right %s", (left, right) => {
    for (const [m, k, n] of sizes) check(`${m}×${k}×${n}`, dense(m, k, n, left, right));
  });

  it("of no elements, and over none, which is 0", () => {
    check("nothing", dense(0, 3, 4));
    check("zeros", dense(3, 0, 4));
  });
});

describe("convolutions and their gradients", () => {
  const layers: Convolution[] = [
    { batch: 2, side: 28, channels: 1, filters: 32, stride: 2 },
    { batch: 2, side: 14, channels: 32, filters: 64, stride: 2 },
    { batch: 1, side: 14, channels: 64, filters: 64, stride: 2 },
    { batch: 1, side: 28, channels: 32, filters: 64, stride: 2 },
    { batch: 1, side: 28, channels: 32, filters: 1, stride: 1 },
    { batch: 3, side: 7, channels: 5, filters: 6, stride: 1 },
    { batch: 2, side: 9, channels: 3, filters: 2, stride: 2 },
  ];
  it.each([["forwards", forward], ["of the filter", filterGradient], ["of the input", inputGradient]] as const)("%s", (name, make) => {
    for (const layer of layers) check(`${name} ${JSON.stringify(layer)}`, make(layer));
  });
});

/** Strides along which the axes of these sizes do not meet: dense, in some order, with gaps and turned round. */
const distinct = (sizes: readonly number[], order: readonly number[], gap: number, turned: readonly boolean[]) => {
  const strides = sizes.map(() => 0);
  let stride = gap;
  for (const axis of order.filter((i) => i < sizes.length)) {
    strides[axis] = turned[axis] ? -stride : stride;
    stride *= sizes[axis]!;
  }
  return strides;
};

/** The smallest storage for these axes and where in it the first element is. */
function storage(sizes: readonly number[], strides: readonly number[]): { offset: number; size: number } {
  const ends = sizes.map((size, i) => (size - 1) * strides[i]!);
  const offset = ends.reduce((sum, end) => sum + Math.max(0, -end), 0);
  return { offset, size: offset + ends.reduce((sum, end) => sum + Math.max(0, end), 0) + 1 };
}

describe("any strides", () => {
  const axis = fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 1, max: 6 }) }, { weight: 2, arbitrary: fc.integer({ min: 7, max: 40 }) },
  );
  const axes = fc.array(axis, { minLength: 0, maxLength: 3 });
  const order = fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 6 });
  const layout = fc.record({
    order, gap: fc.constantFrom(1, 1, 1, 2, 3), turned: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
    turn: fc.boolean(), overlapping: fc.constantFrom(false, false, true),
    strides: fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 6, maxLength: 6 }),
  });
  const cases = fc.record({ rows: axes, columns: axes, inner: axes, left: layout, right: layout, out: layout })
    .filter(({ rows, columns, inner }) => [...rows, ...columns, ...inner].reduce((a, b) => a * b, 1) < 300_000);

  it("agree with the definition", () => {
    fc.assert(fc.property(cases, ({ rows, columns, inner, left, right, out }) => {
      const place = (sizes: number[], { order, gap, turned, turn, overlapping, strides }: typeof left, mayOverlap: boolean) => {
        const chosen = mayOverlap && overlapping
          ? strides.slice(0, sizes.length)
          : distinct(sizes, order, gap, turn ? turned : turned.map(() => false));
        return { strides: chosen, ...storage(sizes, chosen) };
      };
      const lefts = place([...rows, ...inner], left, true);
      const rights = place([...columns, ...inner], right, true);
      const outs = place([...rows, ...columns], out, false);
      const product: Product = {
        rows: rows.map((size, i) => ({ size, left: lefts.strides[i]!, out: outs.strides[i]! })),
        columns: columns.map((size, i) => ({ size, right: rights.strides[i]!, out: outs.strides[rows.length + i]! })),
        inner: inner.map((size, i) => ({
          size, left: lefts.strides[rows.length + i]!, right: rights.strides[columns.length + i]!,
        })),
        leftOffset: lefts.offset, rightOffset: rights.offset, outOffset: outs.offset,
      };
      check(JSON.stringify(product), { parts: [product], left: lefts.size, right: rights.size, out: outs.size });
    }), { seed: 11, numRuns: 300 });
  });

  it("have sizes", () => {
    expect(sizeOf([{ size: 3 }, { size: 4 }])).toBe(12);
  });
});
