import { expect, test } from "vitest";
import { areFinite, fromHalf, toHalf } from "./half";
import { uniforms } from "./philox";

const FINITE = Uint16Array.from({ length: 0x7c00 }, (_, i) => i);

test("every finite half is what it was after there and back, of both signs", () => {
  for (const sign of [0, 0x8000]) {
    const halves = FINITE.map((half) => half | sign);
    expect(toHalf(fromHalf(halves))).toEqual(halves);
  }
});

test("known values", () => {
  expect([...fromHalf(Uint16Array.of(0x3c00, 0xc000, 0x7bff, 0x0001, 0x0400, 0x3555))]).toEqual([1, -2, 65_504, 2 ** -24, 2 ** -14, 0.333251953125]);
});

test("what lies between two goes to the nearest, and to the even one from the middle", () => {
  const values = fromHalf(FINITE);
  const shares = uniforms({ seed: 1, purpose: "sample", step: 0 }, FINITE.length);
  const lower = values.subarray(0, -1);
  const middles = lower.map((low, i) => (low + values[i + 1]!) / 2);
  const between = lower.map((low, i) => low + (values[i + 1]! - low) * (0.4 + 0.2 * shares[i]!));
  expect(toHalf(middles)).toEqual(Uint16Array.from(lower, (_, i) => i + (i % 2)));
  expect(toHalf(between)).toEqual(Uint16Array.from(lower, (_, i) => (between[i]! === middles[i]! ? i + (i % 2) : between[i]! < middles[i]! ? i : i + 1)));
});

test.each([65_520, -65_520, Infinity, NaN])("%d is not finite", (value) => {
  expect(areFinite(toHalf(Float32Array.of(1, value)))).toBe(false);
  expect(areFinite(toHalf(Float32Array.of(1, 65_519)))).toBe(true);
});
