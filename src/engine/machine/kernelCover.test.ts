/** The cases that cover all kernels. */
import { profile, type TensorContainer } from "@tensorflow/tfjs-core";
import { beforeAll, expect, it } from "vitest";
import { createTrainer } from "../trainer/trainer";
import { greyImages, useBackend } from "../testing";
import { KERNEL_COVER, modelCases, type ModelCase } from "./modelCases";
import { lighterSettings } from "./models";

beforeAll(() => useBackend("wasm"));

/** The kernels that an eager step calls, with the ranks of their inputs. Stacks of losses differ only in length. */
async function kernelsOf({ model, h }: ModelCase): Promise<readonly string[]> {
  const trainer = createTrainer(model, { model: model.id, seed: 1, backend: "wasm", hyperparameters: lighterSettings(model, { ...h, batch: 16 }) }, greyImages);
  const { kernels } = await profile(() => {
    trainer.advance();
    return {} satisfies TensorContainer;
  });
  trainer.dispose();
  return kernels.filter(({ name }) => name !== "Pack")
    .map(({ name, inputShapes }) => `${name} of ranks ${inputShapes.map((shape) => shape?.length ?? "none").join(", ")}`);
}

it("the cover calls every kernel that any model calls", async () => {
  expect(modelCases.map(({ name }) => name)).toEqual(expect.arrayContaining([...KERNEL_COVER]));
  const covered = new Set<string>(), missing: Record<string, readonly string[]> = {};
  for (const one of modelCases.filter(({ name }) => KERNEL_COVER.includes(name))) for (const kernel of await kernelsOf(one)) covered.add(kernel);
  for (const one of modelCases.filter(({ name }) => !KERNEL_COVER.includes(name))) {
    const uncovered = [...new Set(await kernelsOf(one))].filter((kernel) => !covered.has(kernel));
    if (uncovered.length > 0) missing[one.name] = uncovered;
  }
  expect(missing).toEqual({});
});
