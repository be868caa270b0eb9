import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normals } from "../ir/random";
import type { Product } from "../ir/graph";
import { hasRelaxedSimd, ModuleWriter } from "./assembler";
import { writeProduct } from "./contraction";
import { allTilings, tilingOf } from "./tiling";
import { build, dense, filterGradient, forward, inputGradient, sizeOf, type Case, type Convolution } from "./testing";

const random = (step: number, size: number) => normals(5, step, size);

type Axes<K extends string> = readonly ({ readonly size: number } & Readonly<Record<K, number>>)[];

/** Returns, for every point of nested axes, its addresses by two of their strides. */
const points = <K extends string>(axes: Axes<K>, first: K, second: K): [number, number][] =>
  axes.reduce<[number, number][]>((list, { size, [first]: one, [second]: other }) => list.flatMap(([a, b]) =>
    Array.from({ length: size }, (_, i): [number, number] => [a + i * one, b + i * other])), [[0, 0]]);

/** Returns the elements by their addresses, in double precision, and the sums of the absolute values of their terms. */
function multiply({ parts, out }: Case, left: Float32Array, right: Float32Array) {
  const result = { sums: new Float64Array(out).fill(NaN), magnitudes: new Float64Array(out).fill(NaN) };
  for (const { rows, columns, inner, leftOffset, rightOffset, outOffset } of parts) {
    const [ms, ns] = [points(rows, "left", "out"), points(columns, "right", "out")];
    const ks = points(inner, "left", "right");
    for (const [mLeft, mOut] of ms) {
      for (const [nRight, nOut] of ns) {
        let [sum, magnitude] = [0, 0];
        for (const [kLeft, kRight] of ks) {
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

const OPERANDS = ["left", "right", "out"] as const;
type Operand = (typeof OPERANDS)[number];

/** Draws operands and computes their product. */
function drawn(given: Case) {
  const [left, right] = [random(0, given.left), random(1, given.right)];
  return { given, left, right, expected: multiply(given, left, right) };
}

/** Checks that every element is right, also when computed again, and that nothing else in memory but scratch has changed. */
const check = (name: string, given: Case, choose = tilingOf, ends: readonly Operand[] = OPERANDS): void => checkDrawn(name, drawn(given), choose, ends);

function checkDrawn(name: string, { given, left, right, expected }: ReturnType<typeof drawn>, choose: typeof tilingOf, ends: readonly Operand[]): void {
  for (const last of ends) {
    const machine = build(given, hasRelaxedSimd(), last, choose);
    machine.left.set(left);
    machine.right.set(right);
    const memory = new Float32Array(machine.memory.buffer);
    const before = memory.slice();
    machine.run(2);
    for (let i = 0; i < given.out; i++) {
      const [actual, sum] = [machine.out[i]!, expected.sums[i]!];
      // Only the elements of the product are written; the others are still NaN.
      const good = Number.isNaN(sum) ? Number.isNaN(actual) : Math.abs(actual - sum) <= 1e-6 * expected.magnitudes[i]!;
      if (!good) expect.fail(`${name}: element ${i} is ${actual}, not ${sum}`);
    }
    machine.out.fill(NaN);
    const first = Math.min(...OPERANDS.map((operand) => machine[operand].byteOffset)) / 4 - 16;
    const changed = memory.findIndex((value, i) => i >= first && !Object.is(value, before[i]));
    if (changed >= 0) expect.fail(`${name}: memory at ${changed} was changed`);
  }
}

describe("matrix products", () => {
  const sizes: [number, number, number][] = [
    [128, 20, 40], [13, 1, 9], [5, 700, 6], [40, 33, 1], [1, 50, 33], [50, 40, 2], [2, 1500, 20], [10, 64, 96],
    [9, 700, 32], [300, 17, 7], [1, 1, 1], [3, 3, 3], [7, 300, 4], [70, 1300, 50], [270, 70, 30], [1, 900, 1],
    [100, 3, 5],
  ];
  const ways = [[false, false], [true, false], [false, true], [true, true]] as const;
  it.each(ways)("stored transposed: left %s, right %s", (left, right) => {
    for (const [m, k, n] of sizes) check(`${m}×${k}×${n}`, dense(m, k, n, left, right));
  });

  it.each(ways)("computed in every way, stored transposed: left %s, right %s", (left, right) => {
    const given = drawn(dense(37, 1290, 29, left, right));
    const ways = allTilings(given.given.parts[0]!);
    expect(ways.length).toBeGreaterThan(30);
    for (const [i, way] of ways.entries()) checkDrawn(`way ${i}`, given, () => way, [OPERANDS[i % 3]!]);
  });

  it("of no elements, and over none, which is 0", () => {
    check("nothing", dense(0, 3, 4));
    check("zeros", dense(3, 0, 4));
  });

  it("take one function of their own where their tiles and copies are known already, and none where they are too", () => {
    const module = new ModuleWriter();
    const calleeOf = ({ parts }: Case): number => writeProduct(module, parts[0]!, false);
    const first = calleeOf(dense(60, 90, 32));
    expect(first).toBeGreaterThan(0);
    expect(calleeOf(dense(40, 200, 32))).toBe(first + 1);
    expect(calleeOf(dense(60, 90, 32))).toBe(first);
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
  it.each([
    ["forwards", forward], ["of the filter", filterGradient], ["of the input", inputGradient],
  ] as const)("%s", (name, make) => {
    for (const layer of layers) check(`${name} ${JSON.stringify(layer)}`, make(layer), tilingOf, ["left", "right"]);
  });
});

/** Returns strides along which axes of these sizes do not overlap: in any order, with gaps, some reversed. */
function distinct(
  sizes: readonly number[], order: readonly number[], gap: number, reversed: readonly boolean[],
): number[] {
  const strides = sizes.map(() => 0);
  let stride = gap;
  for (const axis of order.filter((i) => i < sizes.length)) {
    strides[axis] = reversed[axis] ? -stride : stride;
    stride *= sizes[axis]!;
  }
  return strides;
}

/** Returns the size of the smallest storage for these axes, and the offset of the first element in it. */
function storage(sizes: readonly number[], strides: readonly number[]): { offset: number; size: number } {
  const ends = sizes.map((size, i) => (size - 1) * strides[i]!);
  const offset = ends.reduce((sum, end) => sum + Math.max(0, -end), 0);
  return { offset, size: offset + ends.reduce((sum, end) => sum + Math.max(0, end), 0) + 1 };
}

describe("products along any strides", () => {
  const axis = fc.oneof(
    { weight: 3, arbitrary: fc.integer({ min: 1, max: 6 }) }, { weight: 1, arbitrary: fc.integer({ min: 7, max: 40 }) },
  );
  const axes = fc.array(axis, { minLength: 0, maxLength: 3 });
  const layout = fc.record({
    order: fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 6 }), gap: fc.constantFrom(1, 1, 1, 2, 3),
    reversed: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }), reverse: fc.boolean(),
    /** The strides can be any of these, including 0, if elements may be used twice. */
    overlapping: fc.constantFrom(false, false, true),
    strides: fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 6, maxLength: 6 }),
  });
  const cases = fc.record({
    rows: axes, columns: axes, inner: axes, left: layout, right: layout, out: layout,
    last: fc.constantFrom(...OPERANDS), way: fc.option(fc.nat(1000)),
  }).filter(({ rows, columns, inner }) => sizeOf([...rows, ...columns, ...inner].map((size) => ({ size }))) < 100_000);

  it("agree with the definition, computed in the best way or in any other", () => {
    fc.assert(fc.property(cases, ({ rows, columns, inner, left, right, out, last, way }) => {
      const placed = (sizes: number[], given: typeof left, twice: boolean) => {
        const { order, gap, reversed, reverse, overlapping, strides } = given;
        const chosen = twice && overlapping
          ? strides.slice(0, sizes.length)
          : distinct(sizes, order, gap, reverse ? reversed : []);
        return { strides: chosen, ...storage(sizes, chosen) };
      };
      const lefts = placed([...rows, ...inner], left, true);
      const rights = placed([...columns, ...inner], right, true);
      const outs = placed([...rows, ...columns], out, false);
      const product: Product = {
        rows: rows.map((size, i) => ({ size, left: lefts.strides[i]!, out: outs.strides[i]! })),
        columns: columns.map((size, i) => ({ size, right: rights.strides[i]!, out: outs.strides[rows.length + i]! })),
        inner: inner.map((size, i) => ({
          size, left: lefts.strides[rows.length + i]!, right: rights.strides[columns.length + i]!,
        })),
        leftOffset: lefts.offset, rightOffset: rights.offset, outOffset: outs.offset,
      };
      const ways = allTilings(product);
      check(JSON.stringify(product), { parts: [product], left: lefts.size, right: rights.size, out: outs.size },
        () => way === null ? tilingOf(product) : ways[way % ways.length]!, [last]);
    }), { seed: 11, numRuns: 600 });
  });
});
