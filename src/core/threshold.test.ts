import { expect, test } from "vitest";
import { holds } from "./threshold";

test("a threshold holds on its own side and at its own value, and never for NaN", () => {
  const measured = [1, 2, 3, NaN];
  expect(measured.map((value) => holds({ is: "at most", value: 2 }, value))).toEqual([true, true, false, false]);
  expect(measured.map((value) => holds({ is: "at least", value: 2 }, value))).toEqual([false, true, true, false]);
});
