import { expect, it } from "vitest";
import { defaultsOf, type HyperparameterValues } from "../../core/model/hyperparameters";
import type { Model } from "../../core/model/model";
import { onPoints } from "../../subject/data/registry";
import { findModel, models } from "../../subject/models/registry";
import { instrumentsOf } from "./instruments";

it("nothing is filled in for points, or if other noise than z determines the image, too", () => {
  const isOffered = (model: Model) => instrumentsOf(model, defaultsOf(model.hyperparameters)).includes("fill-in");
  expect(["vae", "gan", "flow", "pixel-flow"].map((id) => isOffered(findModel(id)!))).toEqual([true, true, false, false]);
  for (const model of models) {
    const h: HyperparameterValues = defaultsOf(model.hyperparameters);
    expect(isOffered(model), model.id).toBe(!onPoints(h) && Object.values(model.noise(h)).every(({ fixedPerSample = false }) => !fixedPerSample));
  }
});
