import { expect, test } from "vitest";
import { step } from "./ids";
import { nearestStep } from "./nearestStep";

const steps = [0, 10, 20].map(step);

test.each([[0, 0], [4, 0], [6, 10], [14, 10], [16, 20], [1000, 20]])("the nearest step to %d is %d", (wanted, nearest) => {
  expect(nearestStep(steps, wanted)).toBe(nearest);
});

test("halfway between two steps the first of the list wins, and an empty list has none", () => {
  expect(nearestStep(steps, 15)).toBe(10);
  expect(nearestStep([...steps].reverse(), 15)).toBe(20);
  expect(nearestStep([], 15)).toBeNull();
});
