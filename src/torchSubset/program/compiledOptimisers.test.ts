/** Compiled steps of programs with several optimisers, weight decay and bounds on gradients are the steps that TensorFlow.js computes. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, expect, it } from "vitest";
import { defaultsOf } from "../../core/model/hyperparameters";
import { createTrainer } from "../../engine/trainer/trainer";
import { greyImages, useBackend } from "../../engine/testing";
import { modelOf } from "./model";

beforeAll(() => useBackend("wasm"));

const programs = JSON.parse(readFileSync(path.join(import.meta.dirname, "cases", "optimisers.json"), "utf8")) as Readonly<Record<string, { readonly program: string }>>;

/** Returns all tensors of the state after three steps. */
async function trained(source: string, isCompiled: boolean): Promise<ReadonlyMap<string, readonly number[]>> {
  const model = modelOf(source);
  const trainer = createTrainer(model, { model: model.id, seed: 1, backend: "wasm", hyperparameters: defaultsOf(model.hyperparameters) }, greyImages);
  try {
    if (isCompiled) expect(await trainer.compile()).toMatchObject({ mode: "compiled" });
    for (let step = 0; step < 3; step++) trainer.advance();
    const { tensors } = await trainer.snapshot();
    return new Map(Object.entries(tensors).map(([name, { data }]) => [name, [...data]]));
  } finally {
    trainer.dispose();
  }
}

it.each([
  "two optimisers share two backward passes", "a loss with results from before the step of another optimiser, without gradients", "two optimisers make their steps after both backward passes",
  "parameter groups", "gradients of two optimisers with a bounded norm", "a scheduler for two parameter groups",
])("%s", async (name) => {
  const { program } = programs[name]!;
  const [compiled, eager] = [await trained(program, true), await trained(program, false)];
  expect([...compiled.keys()]).toEqual([...eager.keys()]);
  for (const [tensor, values] of eager) {
    const scale = Math.max(1e-3, ...values.map(Math.abs));
    expect(Math.max(...compiled.get(tensor)!.map((value, i) => Math.abs(value - values[i]!))) / scale, tensor).toBeLessThan(1e-4);
  }
});
