import { expect, it } from "vitest";
import type { Model } from "../../../core/model/model";
import { bench, modelOf } from "../../../subject/measurements/testing";

const on = bench();

it("the error of a model that classifies every image as a 1 is the share of the other classes", async () => {
  const classify: Model["classify"] = (tf_, _, x) => tf_.tensor2d(Array.from({ length: x.shape[0] }, () => [0, 1, 0, 0, 0, 0, 0, 0, 0, 0]));
  const result = await on.ask("test-error", {}, { ...on.frozen(modelOf("ss-vae")), model: { ...modelOf("ss-vae"), classify } });
  expect(result).toEqual({ images: 10_000, classes: 10, error: 1 - 0.1135, perClass: [1, 0, 1, 1, 1, 1, 1, 1, 1, 1] });
});
