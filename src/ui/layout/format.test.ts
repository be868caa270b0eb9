import { expect, it } from "vitest";
import { onePartIn, percent } from "./format";

it.each([
  [0.0234, "2.3\u00a0%"], [0.5, "50\u00a0%"], [0.00012, "0.012\u00a0%"], [1.26, "130\u00a0%"], [11, "> 1000\u00a0%"], [Infinity, "> 1000\u00a0%"], [NaN, "> 1000\u00a0%"],
])("%d is %s", (share, text) => expect(percent(share)).toBe(text));

it.each([
  [1.9e-5, "50,000"], [2e-5, "50,000"], [2.1e-5, "40,000"], [1e-3, "1,000"], [0, "10,000,000"], [1e-12, "10,000,000"], [0.3, "3"], [1, "1"],
])("%d is 1 part in %s", (share, parts) => expect(onePartIn(share)).toBe(parts));
