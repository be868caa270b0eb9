import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainNumber, readNumber } from "./readNumber";

const value = (written: string, whole = false) => {
  const read = readNumber(written, { whole });
  return read.kind === "number" ? read.value : read.kind;
};

describe("readNumber", () => {
  it.each([
    ["0.5", 0.5], ["0,5", 0.5], [".5", 0.5], [",5", 0.5], ["5.", 5], ["5,", 5], ["1e-3", 0.001], ["1E−3", 0.001], ["+2", 2], ["−1", -1], ["–1", -1], ["－1", -1],
    ["４", 4], ["2。5", 2.5], ["２。5", 2.5], ["２．５", 2.5], ["１，５", 1.5], ["٣", 3], ["٣٫٥", 3.5], ["۱۲", 12], ["१२", 12], ["𝟏𝟐", 12], [" 7\u00a0", 7], ["\u200e7\u200b", 7], ["\u2068−2\u2069", -2],
    ["1.125", 1.125], ["1.000", 1], ["0,125", 0.125], ["0,001", 0.001], ["1234,567", 1234.567], ["1.234,5", 1234.5], ["1,234.5", 1234.5], ["1’234.5", 1234.5], ["1 234,5", 1234.5],
    ["1,000,000", 1e6], ["1.000.000", 1e6], ["1 000", 1000], ["1\u202f000", 1000], ["12'000", 12000], ["1 0000", 10000], ["1,00,000", 1e5], ["1_000", 1000],
  ])("reads %s", (written, expected) => expect(value(written)).toBe(expected));

  it.each([["1.000", 1000], ["1,000", 1000], ["1’000", 1000], ["５０", 50], ["1000.", 1000], ["1 000", 1000], ["1.5", 1.5], ["12.345.678", 12345678], ["٤٠٠", 400], ["0.001", 0.001]])(
    "reads %s where only whole numbers make sense", (written, expected) => expect(value(written, true)).toBe(expected));

  it("does not guess where a comma has two meanings", () => {
    expect(readNumber("1,000")).toEqual({ kind: "unclear", decimal: 1, grouped: 1000 });
    expect(readNumber("−12,500")).toEqual({ kind: "unclear", decimal: -12.5, grouped: -12500 });
  });

  it("refuses what is no number", () => {
    for (const text of ["", " ", "abc", "1 2", "1 00", "10 5", "1,0,0", "1.2.3", "1,234.567.890", "1.234 567", "2²", "½", "1e", "--1", "1-2", "0x10", "Infinity", "NaN", "5 %", "1,2 3.4", ".", ",", "1..", "1,23,4"]) {
      expect(value(text), text).toBe("none");
    }
  });

  it("reads back every number as JavaScript writes it, and with the page's grouping", () => {
    fc.assert(fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => { expect(value(String(number))).toBe(Number(String(number))); }));
    fc.assert(fc.property(fc.integer({ min: 0, max: 1e9 }), (number) => { expect(value(number.toLocaleString("en-US"), true)).toBe(number); }));
  });

  it("ends for any text", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => { expect(["number", "unclear", "none"]).toContain(readNumber(text).kind); }));
    expect(plainNumber("")).toBe("");
  });
});
