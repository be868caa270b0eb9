import { expect, test } from "vitest";
import { findModel } from "../../subject/models/registry";
import { obstacleOf, ofTestImages, FOLLOW_PARTS } from "./follow";
import { defaultsOf, type HyperparameterValues } from "../model/hyperparameters";

function obstacles(id: string, change: HyperparameterValues = {}) {
  const model = findModel(id)!;
  return FOLLOW_PARTS.map((part) => obstacleOf(part, model, { ...defaultsOf(model.hyperparameters), ...change }));
}

test.each([
  ["vae", {}, [null, null, null, "no-discriminator"]],
  ["vae", { latent: 3 }, [null, null, "not-two", "no-discriminator"]],
  ["ae", {}, [null, null, "no-bound", "no-discriminator"]],
  ["gan", {}, [null, null, "no-bound", null]],
  ["beta-vae", { latent: 2 }, [null, null, null, "no-discriminator"]],
  ["beta-vae", { latent: 2, freeBits: 0.1 }, [null, "of-batch", null, "no-discriminator"]],
  ["cycle-gan", {}, [null, "unpaired", "no-bound", null]],
] as const)("%s with %j: the obstacles of the way, the terms, the posterior and the verdict are %j", (id, change, expected) => {
  expect(FOLLOW_PARTS).toEqual(["way", "terms", "posterior", "judged"]);
  expect(obstacles(id, change)).toEqual(expected);
});

test("terms and posterior are of test images only", () => {
  expect(FOLLOW_PARTS.filter(ofTestImages)).toEqual(["terms", "posterior"]);
});
