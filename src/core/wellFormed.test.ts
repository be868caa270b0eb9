import fc from "fast-check";
import { expect, it } from "vitest";
import { encodeText, quoted, wellFormed } from "./wellFormed";

it("replaces halves of characters alone, and every text can be encoded", () => {
  expect(wellFormed("a\ud800b😀\udc00")).toBe("a\ufffdb😀\ufffd");
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom("a", "\ud800", "\udc00", "\ud83d\ude00") }), (text) => {
    expect(decodeURIComponent(encodeText(text))).toBe(wellFormed(text));
  }));
});

it("quotes a text without cutting a character in two", () => {
  expect(quoted("abc", 3)).toBe("abc");
  expect(quoted("abcd", 3)).toBe("ab…");
  expect(quoted("a😀cd", 3)).toBe("a…");
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom("a", "\ud800", "\udc00", "\ud83d\ude00") }), fc.integer({ min: 1, max: 9 }), (text, most) => {
    const short = quoted(text, most);
    expect(short).toBe(wellFormed(short));
    expect(short.length).toBeLessThanOrEqual(most);
  }));
});
