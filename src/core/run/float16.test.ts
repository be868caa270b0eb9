import { expect, test } from "vitest";
import { areFinite, fromFloat16, toFloat16 } from "./float16";
import { uniforms } from "./philox";

const FINITE = Uint16Array.from({ length: 0x7c00 }, (_, i) => i);

test("every finite half survives conversion to single precision and back, with both signs", () => {
  for (const sign of [0, 0x8000]) {
    const halves = FINITE.map((half) => half | sign);
    expect(toFloat16(fromFloat16(halves))).toEqual(halves);
  }
});

test("known values", () => {
  expect([...fromFloat16(Uint16Array.of(0x3c00, 0xc000, 0x7bff, 0x0001, 0x0400, 0x3555))]).toEqual([1, -2, 65_504, 2 ** -24, 2 ** -14, 0.333251953125]);
});

test("numbers of single precision become the known patterns, of both signs", () => {
  const patterns = [[0, 0], [1, 0x3c00], [2, 0x4000], [65_504, 0x7bff], [2 ** -14, 0x0400], [2 ** -24, 0x0001], [3 * 2 ** -24, 0x0003], [1 / 3, 0x3555]] as const;
  for (const [number, pattern] of patterns) expect([...toFloat16(Float32Array.of(number, -number))]).toEqual([pattern, 0x8000 | pattern]);
});

test("ties go to the even pattern: upwards, downwards, into the next exponent, and below the smallest number", () => {
  const ties = [[1 + 2 ** -11, 0x3c00], [1 + 3 * 2 ** -11, 0x3c02], [2 - 2 ** -11, 0x4000], [2 ** -25, 0], [3 * 2 ** -25, 2]] as const;
  for (const [number, pattern] of ties) expect(toFloat16(Float32Array.of(number))[0]).toBe(pattern);
  expect(toFloat16(Float32Array.of(1 + 2 ** -11 + 2 ** -23))[0]).toBe(0x3c01); // a little more than the tie
});

test("a part of an array is converted by itself", () => {
  expect([...toFloat16(Float32Array.of(7, 1, 2, 7).subarray(1, 3))]).toEqual([0x3c00, 0x4000]);
});

test("patterns that are not finite are detected at any position, and become NaN", () => {
  for (const pattern of [0x7c00, 0xfc00, 0x7e01]) {
    expect(areFinite(Uint16Array.of(pattern, 0))).toBe(false);
    expect(fromFloat16(Uint16Array.of(pattern))).toEqual(Float32Array.of(NaN));
  }
  expect([areFinite(Uint16Array.of(0x7bff, 0x83ff, 0)), areFinite(new Uint16Array(0))]).toEqual([true, true]);
});

test("a number between two halves is rounded to the nearest, and to the even one in a tie", () => {
  const values = fromFloat16(FINITE);
  const shares = uniforms({ seed: 1, purpose: "sample", step: 0 }, FINITE.length);
  const lower = values.subarray(0, -1);
  const middles = lower.map((low, i) => (low + values[i + 1]!) / 2);
  const between = lower.map((low, i) => low + (values[i + 1]! - low) * (0.4 + 0.2 * shares[i]!));
  expect(toFloat16(middles)).toEqual(Uint16Array.from(lower, (_, i) => i + (i % 2)));
  expect(toFloat16(between)).toEqual(Uint16Array.from(lower, (_, i) => (between[i]! === middles[i]! ? i + (i % 2) : between[i]! < middles[i]! ? i : i + 1)));
});

test.each([65_520, -65_520, Infinity, NaN])("%d is not finite", (value) => {
  expect(areFinite(toFloat16(Float32Array.of(1, value)))).toBe(false);
  expect(areFinite(toFloat16(Float32Array.of(1, 65_519)))).toBe(true);
});
