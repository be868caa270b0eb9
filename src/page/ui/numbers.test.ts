import { expect, it } from "vitest";
import { axisTexts, coordinateText, countText, deviationText, lossText, megabytesText, millisecondsText, onePartIn, percentText, settingText, smallText, weightText, writeNumbersIn } from "./numbers";

it.each([
  [157.14, "157.1"], [5.4, "5.40"], [9.996, "10.0"], [0.0312, "0.031"], [0.0996, "0.10"],
  [1234.4, "1,234"], [-0.35, "−0.35"],
  [NaN, "–"], [Infinity, "∞"], [null, "–"], [undefined, "–"], [3.2e9, "3.2 · 10⁹"], [-1e21, "−1.0 · 10²¹"], [0, "0.00"],
])("a loss of %s reads %s", (value, text) => expect(lossText(value)).toBe(text));

it.each([
  [1, "1.0"], [0.25, "0.25"], [0.125, "0.125"], [20, "20.0"], [0, "0.0"], [4.5, "4.5"], [0.001, "0.001"], [0.0004, "0.0004"], [1e-5, "1.0 · 10⁻⁵"],
])("a weight of %s reads %s", (value, text) => expect(weightText(value)).toBe(text));

it.each([
  [0, "0"], [999, "999"], [1000, "1,000"], [-12_345, "−12,345"], [1_234_567, "1,234,567"], [1234.5678, "1,234.5678"],
])("a count of %s reads %s", (value, text) => expect(countText(value)).toBe(text));

it("writes coordinates with a true minus", () => expect(coordinateText(-1.234)).toBe("−1.23"));

it.each([
  [0.0234, "2.3\u00a0%"], [0.5, "50\u00a0%"], [0.00012, "0.012\u00a0%"], [1.26, "130\u00a0%"], [11, "> 1000\u00a0%"], [Infinity, "> 1000\u00a0%"], [NaN, "> 1000\u00a0%"],
])("%d is %s", (share, text) => expect(deviationText(share)).toBe(text));

it.each([
  [12.3, "12"], [0.0312, "0.031"], [0, "0"], [4.5e-6, "4.5 · 10⁻⁶"], [123_456, "1.2 · 10⁵"], [NaN, "–"], [Infinity, "∞"], [-Infinity, "−∞"],
])("a gradient's size of %d reads %s", (size, text) => expect(smallText(size)).toBe(text));

it.each([
  [1.9e-5, "50,000"], [2e-5, "50,000"], [2.1e-5, "40,000"], [1e-3, "1,000"], [0, "10,000,000"], [1e-12, "10,000,000"], [0.3, "3"], [1, "1"],
])("%d is 1 part in %s", (share, parts) => expect(onePartIn(share)).toBe(parts));

it.each([
  [0.001, "0.001"], [12.5, "12.5"], [128, "128"], [-0.25, "−0.25"], [-1e-9, "0"], ["grey", "grey"],
])("a setting of %s reads %s", (value, text) => expect(settingText(value)).toBe(text));

it.each([
  [[0, 0.4, 0.8, 1.2], ["0.0", "0.4", "0.8", "1.2"]], [[0, 0.25, 0.5, 0.75, 1], ["0.00", "0.25", "0.50", "0.75", "1.00"]], [[0, 500, 1000], ["0", "500", "1,000"]],
  [[-0.2, -1e-17, 0.1 + 0.2], ["−0.2", "0.0", "0.3"]], [[null, 2, 4], ["", "2", "4"]], [[], []],
])("the ticks %s have the same number of decimals", (ticks, texts) => expect(axisTexts(ticks, false)).toEqual(texts));

it("ticks of a log scale have the decimals that they need", () => expect(axisTexts([0.01, 0.1, 1, 1000], true)).toEqual(["0.01", "0.1", "1", "1,000"]));

it.each([
  [[0, 50_000, 100_000], ["0", "50k", "100k"]], [[0, 500_000, 1_000_000], ["0.0", "0.5M", "1.0M"]], [[-20_000, -10_000, 0], ["−20k", "−10k", "0"]],
  [[0, 1e12, 2e12], ["0", "1e12", "2e12"]], [[0, 5000, 10_000], ["0", "5,000", "10,000"]],
])("large ticks %s fit beside the axis", (ticks, texts) => expect(axisTexts(ticks, false)).toEqual(texts));

it("on a log scale each large tick has its own unit", () => expect(axisTexts([1000, 10_000, 1e5, null, 1e6], true)).toEqual(["1,000", "10,000", "100k", "", "1M"]));

it("in Spanish, groups are separated by a space from five digits on; a comma would be a decimal sign to some readers, a point to others", () => {
  writeNumbersIn("es");
  try {
    expect([999, 1000, 9999, 10_000, -60_000, 1_234_567].map(countText)).toEqual(["999", "1000", "9999", "10\u00a0000", "−60\u00a0000", "1\u00a0234\u00a0567"]);
    expect([2210, 12_345.6, 154.1].map(lossText)).toEqual(["2210", "12\u00a0346", "154.1"]);
    expect(axisTexts([0, 5000, 10_000], false)).toEqual(["0", "5000", "10\u00a0000"]);
  } finally {
    writeNumbersIn("en");
  }
  expect(countText(1000)).toBe("1,000");
});

const EXTREMES = [0, -0, 1e-300, 1e-12, 1e-9, 0.5, 1, 999.95, 1e3, 1e9, 1e21, 1e300, NaN, Infinity].flatMap((size) => [size, -size]);
const FORMATS = { countText, coordinateText, deviationText, lossText, megabytesText, millisecondsText, onePartIn, percentText, settingText, smallText, weightText };

it.each(Object.entries(FORMATS))("%s writes any number as a short text with at most one sign", (_, format) => {
  for (const value of EXTREMES) {
    const text = format(value);
    expect(text, String(value)).toMatch(/^(?:[−>] ?)?(?:–|∞|…|\d[\d,. ]*(?:\d? · 10⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)?)(?:\u00a0%)?$/u);
    expect(text.length, String(value)).toBeLessThanOrEqual(20);
    expect(text, String(value)).not.toMatch(/^−[0.]*$/);
  }
});

it("ticks of any range are short texts", () => {
  for (const end of [1e-9, 1e-6, 1, 1e3, 1e9, 1e21, 1e300]) {
    for (const text of axisTexts([-end, 0, end / 2, end], false)) expect(text.length, `${end}: ${text}`).toBeLessThanOrEqual(12);
  }
});
