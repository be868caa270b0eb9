import { expect, it } from "vitest";
import { heldOutInterval, isHeldOutStep } from "./heldOutSteps";

const stepsOf = (stepsPerEpoch: number) => Array.from({ length: 3000 }, (_, i) => i + 1).filter((step) => isHeldOutStep(step, stepsPerEpoch));

it("held-out losses are measured after each epoch and, early in a run, every 200 steps", () => {
  expect(stepsOf(468)).toEqual([200, 400, 468, 600, 800, 936, 1000, 1200, 1400, 1404, 1600, 1800, 1872, 2000, 2340, 2808]);
});

it("no interval between two of them is longer than the regular one", () => {
  for (const stepsPerEpoch of [30, 468, 1500]) {
    stepsOf(stepsPerEpoch).forEach((step, i, all) => { if (i > 0) expect(step - all[i - 1]!).toBeLessThanOrEqual(heldOutInterval(all[i - 1]!, stepsPerEpoch)); });
  }
});
