import { beforeAll, expect, it } from "vitest";
import type { Model } from "../../core/model/model";
import { adam, rmsProp } from "../../core/model/optimiser";
import { gan } from "../../subject/models/gan/model";
import { findModel } from "../../subject/models/registry";
import { greyImages, smallSettings, useBackend } from "../testing";
import { createTrainer } from "./trainer";

beforeAll(() => useBackend("wasm"));

const base = { ...findModel(gan.id)!, optimiser: adam() };
const [first, ...others] = base.objectives;
const slow = { ...base, objectives: [{ ...first!, optimiser: rmsProp() }, ...others] };

/** The network's weights after one step. */
async function moved(model: Model, network: string, compiled: boolean): Promise<readonly number[]> {
  const hyperparameters = smallSettings(model);
  const trainer = createTrainer(model, { model: model.id, seed: 1, backend: "wasm", hyperparameters }, greyImages);
  if (compiled) expect(await trainer.compile()).toMatchObject({ mode: "compiled" });
  trainer.advance();
  const { tensors } = await trainer.snapshot();
  trainer.dispose();
  return Object.entries(tensors).flatMap(([name, { data }]) => (name.includes(`${network}/`) ? [...data] : []));
}

it.each([["eagerly", false], ["compiled", true]])("an objective moves its networks by an optimiser of its own, %s", async (_, compiled) => {
  expect(await moved(slow, "discriminator", compiled)).toEqual(await moved({ ...base, optimiser: rmsProp() }, "discriminator", compiled));
  expect(await moved(slow, "discriminator", compiled)).not.toEqual(await moved(base, "discriminator", compiled));
});

it("a rate and a limit of weights may depend on the step", async () => {
  const steps: number[] = [];
  const rate = (_: unknown, step: number) => { steps.push(step); return step < 2 ? 0 : 1; };
  const model = { ...base, objectives: base.objectives.map((objective) => ({ ...objective, rate })) };
  const trainer = createTrainer(model, { model: model.id, seed: 1, backend: "wasm", hyperparameters: smallSettings(model) }, greyImages);
  const weights = async () => Object.entries((await trainer.snapshot()).tensors)
    .find(([name]) => name.endsWith("generator/hidden1/kernel") && name.startsWith("weight"))?.[1].data;
  const start = await weights();
  expect(start).toBeDefined();
  trainer.advance();
  trainer.advance();
  expect(await weights()).toEqual(start);
  trainer.advance();
  expect(await weights()).not.toEqual(start);
  expect(new Set(steps)).toEqual(new Set([0, 1, 2]));
  trainer.dispose();
});
