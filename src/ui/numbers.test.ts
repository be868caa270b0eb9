import { expect, it } from "vitest";
import { coordinateText, lossText, weightText } from "./numbers";

it.each([
  [157.14, "157.1"], [5.4, "5.40"], [9.996, "10.0"], [0.0312, "0.031"], [0.0996, "0.10"],
  [1234.4, "1,234"], [-0.35, "−0.35"],
  [NaN, "NaN"], [Infinity, "∞"], [null, "–"], [undefined, "–"], [3.2e9, "3.2e+9"], [0, "0.00"],
])("a loss of %s reads %s", (value, text) => expect(lossText(value)).toBe(text));

it.each([
  [1, "1.0"], [0.25, "0.25"], [0.125, "0.125"], [20, "20.0"], [0, "0.0"], [4.5, "4.5"],
])("a weight of %s reads %s", (value, text) => expect(weightText(value)).toBe(text));

it("coordinates have a true minus", () => expect(coordinateText(-1.234)).toBe("−1.23"));
