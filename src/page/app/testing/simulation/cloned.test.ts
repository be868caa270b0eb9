import { expect, it } from "vitest";
import { cloned } from "./cloned";

it("copies as structuredClone does", () => {
  const buffer = new Float32Array([1, 2, 3, 4]).buffer;
  const shared = { z: [0.5, undefined, null] };
  const value = {
    shared, again: shared, whole: new Float32Array(buffer), part: new Float32Array(buffer, 4, 2), bytes: new Uint8Array([1, 2]), buffer,
    map: new Map([["a", 1]]), date: new Date(0), error: new TypeError("no"), big: 1n,
  };
  const copy = cloned(value);
  expect(copy).toEqual(structuredClone(value));
  expect(copy.again).toBe(copy.shared);
  expect([copy.part.buffer, copy.buffer]).toEqual([copy.whole.buffer, copy.whole.buffer]);
  copy.whole[1] = 9;
  copy.shared.z[0] = 9;
  expect([copy.part[0], value.part[0], value.shared.z[0]]).toEqual([9, 2, 0.5]);
});

it("hands over what is to be transferred, and refuses what cannot be copied", () => {
  const numbers = new Float32Array(2);
  expect(cloned({ numbers }, { transfer: [numbers.buffer] }).numbers).toHaveLength(2);
  expect(numbers).toHaveLength(0);
  for (const value of [{ listen: () => undefined }, [Symbol("a")]]) expect(() => cloned<unknown>(value)).toThrow(expect.objectContaining({ name: "DataCloneError" }));
});
