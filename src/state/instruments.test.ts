import { expect, it } from "vitest";
import { defaultsOf } from "../core/model/hyperparameters";
import { models } from "../models/registry";
import { instrumentsOf } from "./instruments";

it("nothing is filled in for points, or if other noise than z determines the image, too", () => {
  const without = models.filter((model) => !instrumentsOf(model, defaultsOf(model.hyperparameters)).includes("fill-in"));
  expect(without.map(({ id }) => id)).toEqual(["flow", "pixel-flow"]);
});
