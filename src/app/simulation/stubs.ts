/**
 * Tests that import this before anything else run without arithmetic: steps come from `stubTrainer.ts`, and a picture is one number. Each task of a
 * worker is a task of its world.
 */
import { vi } from "vitest";
import type { PictureSource } from "../../engine/pictures/pictureSource";
import type { HeldOutInputs } from "../../engine/measurements/heldOut";
import type { FrozenModel } from "../../engine/step/frozenModel";

vi.mock("../../engine/trainer/trainer", async (original) => ({
  ...await original<object>(), createTrainer: (await import("./stubTrainer")).createStubTrainer,
}));
vi.mock("../../engine/scheduling/tasks", async (original) => ({ ...await original<object>(), nextTask: (await import("./stubTrainer")).laterTask }));
vi.mock("../../engine/device/backends/start", () => ({ startBackend: async () => undefined, stopBackend: () => undefined, wouldBeEmulated: async () => true }));
vi.mock("../../engine/step/weights", async (original) => {
  const real = await original<typeof import("../../engine/step/weights")>();
  const { stubTensor } = await import("./stubTrainer");
  return {
    ...real, retain: (tensors: object) => tensors, release: () => undefined,
    tensorsOf: (networks: Parameters<typeof real.tensorsOf>[0], values: Readonly<Record<string, Float32Array>>) =>
      Object.fromEntries(real.parametersOf(networks).map(({ name, shape }) => [name, stubTensor(values[name]!, shape)])),
  };
});
vi.mock("../../engine/pictures/pictures", async (original) => {
  const { decodedAt, laterTask, numberOfWeights } = await import("./stubTrainer");
  return { ...await original<object>(), decodeImages: async ({ weights }: FrozenModel, z: Float32Array) => {
    const decoded = Float32Array.of(decodedAt(numberOfWeights(weights), z));
    await laterTask();
    return decoded;
  } };
});
vi.mock("../../engine/pictures/pictureJobs", () => ({ pictureJobs: (source: PictureSource, credits: { has(kind: string): boolean }) => {
  let shown: number | null = null;
  return [{
    name: "samples", every: 80, due: () => source.watch().samples && credits.has("samples") && shown !== source.frozen.step,
    run: async function* samples() {
      shown = source.frozen.step;
      source.send({ kind: "samples", step: source.frozen.step, count: 1, pixels: new Uint8Array(784) });
    },
  }];
} }));
vi.mock("../../engine/measurements/heldOut", async () => {
  const { numberOfWeights } = await import("./stubTrainer");
  return { measureHeldOut: async function* ({ step, weights }: HeldOutInputs) {
    yield;
    return { step, images: 1, values: { total: numberOfWeights(weights) } };
  } };
});
