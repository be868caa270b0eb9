/** A program's next step in slow motion. */
import { memory } from "@tensorflow/tfjs-core";
import { beforeAll, expect, it } from "vitest";
import { defaultsOf } from "../../core/model/hyperparameters";
import { stopsOf, type SlowStep } from "../../core/latent/slowMotion";
import { slowStepOf } from "../../engine/slowMotion/slowStep";
import { settingsAt } from "../../engine/step/step";
import { greyImages, useBackend } from "../../engine/testing";
import { createTrainer } from "../../engine/trainer/trainer";
import { modelOf } from "./model";
import { SMALL_VAE } from "./smallVae";

beforeAll(() => useBackend("wasm"));

it("has the stages of the networks that it uses, and no parameters as outputs of layers", async () => {
  const model = modelOf(SMALL_VAE);
  const trainer = createTrainer(model, { model: model.id, seed: 3, backend: "wasm", hyperparameters: defaultsOf(model.hyperparameters) }, greyImages);
  const { state } = trainer.captureState();
  const tensors = memory().numTensors;
  const slices = slowStepOf({ model, specs: trainer.specs, arrays: trainer.nextData(), settings: settingsAt(model, trainer.h, 1) }, state);
  let found: SlowStep | null = null;
  for (let slice = await slices.next(); ; slice = await slices.next()) {
    if (!slice.done) continue;
    found = slice.value;
    break;
  }
  expect(memory().numTensors).toBe(tensors);
  trainer.dispose();
  expect(stopsOf(found).map(({ stage }) => stage)).toEqual(["batch", "encode", "draw", "decode", "measure", "backpropagate", "update", "after"]);
  expect(found.moves[0]!.calls.every(({ gradient, values }) => gradient === null && values.length === 1)).toBe(true);
});
