/** Finds the step at which losses stop being finite. Compiled and eager, on WASM. */
import { memory } from "@tensorflow/tfjs-core";
import { beforeAll, expect, it } from "vitest";
import type { RunConfig } from "../../core/run/runConfig";
import { findModel } from "../../subject/models/registry";
import { greyDataset, smallSettings, useBackend } from "../testing";
import type { TrainingData } from "../trainer/batches";
import { createTrainer, type Trainer } from "../trainer/trainer";
import { atFailedStep } from "./failedStep";

beforeAll(() => useBackend("wasm"));

const model = findModel("vae")!;
const config: RunConfig = { model: model.id, seed: 1, backend: "wasm", hyperparameters: smallSettings(model) };
/** Returns the step of a trainer, and whether its weights are finite. */
async function stateOf({ step: at, weights }: Trainer) {
  const values = await Promise.all(Object.values(weights).map((one) => one.data<"float32">()));
  return { step: at, finite: values.every((numbers) => numbers.every(Number.isFinite)) };
}

/** Images whose pixels are no numbers from this call on. */
function spoiltFrom(call: number): TrainingData {
  let calls = 0;
  return { ...greyDataset, fillTrain: (indices, x, y) => {
    greyDataset.fillTrain(indices, x, y);
    if (++calls > call) x.fill(Number.NaN);
  } };
}

it.each([true, false])("finds the first step with a loss that is not finite, and the finite weights before it (compiled: %s)", async (compiled) => {
  const run = createTrainer(model, config, greyDataset);
  if (compiled) await run.compile();
  for (let made = 0; made < 3; made++) run.advance();
  await run.snapshot();
  const { numTensors } = memory();
  const signal = new AbortController().signal;
  const found = await atFailedStep(run, { dataset: spoiltFrom(4), threads: 1, signal }, stateOf);
  expect(found).toEqual({ step: expect.any(Number) as number, finite: true });
  expect(found!.step).toBeGreaterThanOrEqual(3);
  expect(run.step).toBe(3);
  expect(memory().numTensors).toBe(numTensors);
  expect(await atFailedStep(run, { dataset: greyDataset, threads: 1, signal: AbortSignal.timeout(200) }, () => Promise.resolve("found"))).toBeNull();
  run.dispose();
});

it("weights that a step makes infinite belong to the step before", async () => {
  const diverging = { ...config, hyperparameters: { ...config.hyperparameters, lr: 1e38 } };
  const run = createTrainer(model, diverging, greyDataset);
  const found = await atFailedStep(run, { dataset: greyDataset, threads: 1, signal: new AbortController().signal }, stateOf);
  expect(found).toEqual({ step: expect.any(Number) as number, finite: true });
  run.dispose();
});
