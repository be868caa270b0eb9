import { expect, it } from "vitest";
import { imagesOf } from "../../measurementInputs/images";
import { bench, modelReturningImage } from "../../../subject/measurements/testing";

const on = bench();

it("samples that repeat one image are reported with the missing classes", async () => {
  const seven = imagesOf(on.dataset, "test", [0]).pixels; // the first test image is a 7
  const { counts, entropy, covered, variety, verdict } = await on.ask("class-histogram", { samples: 500 }, modelReturningImage(seven));
  expect(counts[7]).toBe(500);
  expect(entropy).toBeCloseTo(0, 10);
  expect(covered).toBe(1);
  expect(variety).toBeLessThan(0.01);
  expect(verdict).toEqual({ kind: "missing", missing: [0, 1, 2, 3, 4, 5, 6, 8, 9], over: [7] });
});
