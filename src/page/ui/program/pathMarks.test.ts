import { expect, it } from "vitest";
import { pathMarksOf, type Stroke } from "./pathMarks";

/** Draws marks as text: the upper half, the place and the lower half of each line. */
function drawn(path: readonly number[], loss: number | null): string {
  const sign = (stroke: Stroke | null) => (stroke === "whole" ? "|" : stroke === "broken" ? ":" : " ");
  return pathMarksOf(path, loss).map(({ line, at, above, below }) => `${line}${sign(above)}${at ? at[0] : "-"}${sign(below)}`).join(" ");
}

it("a path is whole up to its end and broken from there to the loss", () => {
  expect(drawn([2, 4, 5], 7)).toBe("2 v| 3|-| 4|v| 5|e: 6:-: 7:l ");
});

it("a function may stand above the lines that call it, and the loss above or in the last of them", () => {
  expect(drawn([4, 2], 5)).toBe("2 e| 3|-| 4|v: 5:l ");
  expect(drawn([2, 4], 3)).toBe("2 v| 3|l| 4|e ");
  expect(drawn([2, 4], 4)).toBe("2 v| 3|-| 4|e ");
});

it("a parameter that nothing uses, one whose path is not drawn, and none", () => {
  expect(drawn([3], 5)).toBe("3 e: 4:-: 5:l ");
  expect(drawn([3], null)).toBe("3 e ");
  expect(drawn([], 3)).toBe("");
});
