import { expect, it } from "vitest";
import { fromLetters, joinBytes, toLetters } from "./bytes";

it("bytes survive as letters of a link, and chunks are joined in their order", () => {
  const bytes = Uint8Array.from({ length: 257 }, (_, i) => (i * 97) % 256);
  expect(toLetters(bytes)).toMatch(/^[\w-]+$/);
  expect(fromLetters(toLetters(bytes))).toEqual(bytes);
  expect(joinBytes([bytes.subarray(0, 100), new Uint8Array(0), bytes.subarray(100)])).toEqual(bytes);
});
