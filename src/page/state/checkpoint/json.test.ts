import fc from "fast-check";
import { expect, it } from "vitest";
import { wellFormed } from "../../../core/wellFormed";
import { parseStrictly } from "./json";

const repaired = (value: unknown): unknown => JSON.parse(JSON.stringify(value), (_, one: unknown) => (typeof one === "string" ? wellFormed(one) : one));

it("reads the same as JSON.parse, with lone surrogates repaired", () => {
  expect(parseStrictly('{"a":["\\ud800b","😀",-1.5e3,null,true,{"a":{}}]}')).toEqual({ a: ["\ufffdb", "😀", -1500, null, true, { a: {} }] });
  fc.assert(fc.property(fc.jsonValue({ stringUnit: fc.constantFrom("a", "\ud800", "\udc00", "\ud83d\ude00"), maxDepth: 6 }), (value) => {
    try {
      expect(parseStrictly(JSON.stringify(value))).toEqual(repaired(value));
    } catch (caught) {
      expect(caught).toBeInstanceOf(SyntaxError); // a key that is no text
      expect(/"(?:[^"\\]|\\.)*\\ud[89a-f][^"]*":/i.test(JSON.stringify(value))).toBe(true);
    }
  }), { numRuns: 1000 });
});

it("refuses keys that occur twice or are no texts", () => {
  expect(() => parseStrictly('{"a":1,"a":2}')).toThrow(SyntaxError);
  expect(() => parseStrictly('{"a":1,"\\u0061":2}')).toThrow(SyntaxError);
  expect(() => parseStrictly('{"\\ud800":1}')).toThrow(SyntaxError);
  expect(parseStrictly('[{"a":1},{"a":2}]')).toEqual([{ a: 1 }, { a: 2 }]);
});

it("reads texts of many megabytes", () => {
  const texts = ["A".repeat(20_000_000), '\\"'.repeat(3_000_000), "\\".repeat(3)];
  expect(parseStrictly(JSON.stringify(texts))).toEqual(texts);
  expect(() => parseStrictly('["a')).toThrow(SyntaxError);
});

it("refuses texts beyond its limits of depth and size before anything is built", () => {
  const limit = (text: string) => {
    let parsed = false;
    const parse = JSON.parse;
    JSON.parse = (...of) => {
      parsed ||= of[0] === text;
      return parse(...of) as unknown;
    };
    try {
      expect(() => parseStrictly(text)).toThrow(RangeError);
    } finally {
      JSON.parse = parse;
    }
    expect(parsed).toBe(false);
  };
  limit("[".repeat(3_000_000) + "]".repeat(3_000_000));
  limit(`[${"[],".repeat(1_000_000)}0]`);
  limit('{"a":'.repeat(33));
  expect(parseStrictly("[".repeat(32) + "]".repeat(32))).toBeDefined();
});
