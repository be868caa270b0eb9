import { describe, expect, it } from "vitest";
import { largest, tilingOf } from "./signed";

describe("activations of a layer as a picture", () => {
  it("of units is nearly square", () => {
    const { width, height, place } = tilingOf([10]);
    expect([width, height, place(9)]).toEqual([4, 3, 9]);
  });

  it("of images shows channels side by side, each number at a place of its own", () => {
    const { width, height, place } = tilingOf([2, 2, 3]);
    expect([width, height]).toEqual([4, 4]);
    // Channel 1 of the first pixel is right of channel 0; channel 2 is below it.
    expect([place(0), place(1), place(2)]).toEqual([0, 2, 8]);
    expect(new Set(Array.from({ length: 12 }, (_, i) => place(i))).size).toBe(12);
  });
});

it("scales by the largest magnitude, and by 1 if all are 0", () => {
  expect(largest([1, -3, 2])).toBe(3);
  expect(largest([0, 0])).toBe(1);
});
