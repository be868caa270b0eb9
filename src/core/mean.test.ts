import { expect, test } from "vitest";
import { meanOf } from "./mean";

test("the mean of no numbers is NaN", () => {
  expect([meanOf([1, 2, 6]), meanOf(Float32Array.of(-1, 0)), meanOf([])]).toEqual([3, -0.5, NaN]);
});
