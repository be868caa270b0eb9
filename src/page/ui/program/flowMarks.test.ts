import { expect, it } from "vitest";
import { flowMarksOf } from "./flowMarks";

it("tensors of one line have one mark with a bar on a logarithmic scale, and parameters one of their own", () => {
  expect(flowMarksOf([
    { line: 3, of: "value", size: 0.5 }, { line: 3, of: "value", size: 5e-5 }, { line: 4, of: "value", size: 5e-4 }, { line: 4, of: "parameters", size: 0 }, { line: 5, of: "value", size: NaN },
  ])).toEqual([
    { line: 3, text: "∇ 0.5, 5.0e−5", length: 10 }, { line: 4, text: "∇ 5.0e−4", length: 6 }, { line: 4, text: "∇w 0", length: 0 }, { line: 5, text: "∇ NaN", length: 0 },
  ]);
  expect(flowMarksOf([])).toEqual([]);
});
