import fc from "fast-check";
import { expect, it } from "vitest";
import { encodeText, wellFormed } from "./wellFormed";

it("replaces halves of characters alone, and every text can be encoded", () => {
  expect(wellFormed("a\ud800b😀\udc00")).toBe("a\ufffdb😀\ufffd");
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => {
    expect(decodeURIComponent(encodeText(text))).toBe(wellFormed(text));
  }));
});
