/** What steps ask of a GPU, and how much they upload to it, counted on a device that computes nothing. */
import { afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { defaultsOf } from "../../core/model/hyperparameters";
import { millis } from "../../core/run/ids";
import { findModel } from "../../subject/models/registry";
import { plan as planned } from "step-compiler/passes";
import { compileWgsl } from "step-compiler/wgsl/compileWgsl";
import { PLAN_OPTIONS } from "step-compiler/wgsl/planOptions";
import { fakeDevice, GPU_CONSTANTS } from "step-compiler/wgsl/fakeDevice";
import { blankImages } from "../machine/stepTime";
import { useBackend } from "../testing";
import type { compileStep } from "./stepper/compile";
import { traceStep } from "./stepper/traced";
import { createTrainer } from "./trainer";

let gpu: ReturnType<typeof fakeDevice>;
vi.mock(import("./stepper/compile"), async (original) => ({
  ...await original(),
  compileStep: async (model, h, _wanted, code): ReturnType<typeof compileStep> => {
    const plan = planned(traceStep(model, h), PLAN_OPTIONS.gpu);
    const step = await compileWgsl(plan, gpu.device, { ...code, stepsPerSubmit: 8, readEachStep: "losses" });
    const executable = {
      kernels: plan.kernels.length, arenaBytes: step.bytes, imageBytes: step.rowBytes, operands: "f32" as const, threads: 1, lostThreads: 0,
      needs: (name: string) => plan.inputs[name] !== undefined, gathers: step.gathers,
      write: step.write, begin: () => undefined, run: step.run, dispose: step.dispose,
      writeTensor: () => undefined, read: () => ({}), readOutput: step.read,
    };
    return { executable, ms: millis(0) };
  },
}));

beforeAll(() => useBackend("cpu"));
beforeEach(() => {
  Object.entries(GPU_CONSTANTS).forEach(([name, value]) => vi.stubGlobal(name, value));
  gpu = fakeDevice();
});
afterEach(() => vi.unstubAllGlobals());

const SHARD_BYTES = 5000 * 784;

/** Returns a trainer of a model with default settings, whose steps are compiled. */
async function compiledTrainer(id: string) {
  const model = findModel(id)!;
  const config = { model: id, seed: 1, backend: "webgpu", hyperparameters: defaultsOf(model.hyperparameters) } as const;
  const trainer = createTrainer(model, config, blankImages);
  expect(await trainer.compile()).toMatchObject({ mode: "compiled" });
  return trainer;
}

/** Bytes that a step of a model with default settings uploads, without training images that stay on the device, and the number of shards of these. */
async function uploadedBy(id: string, steps: number) {
  const trainer = await compiledTrainer(id);
  const before = gpu.counts().uploaded;
  for (let i = 0; i < steps; i++) {
    trainer.advance();
    if (i % 8 === 7) await Promise.resolve(); // the end of a task
  }
  await new Promise((resolve) => { setTimeout(resolve); });
  const uploaded = gpu.counts().uploaded - before;
  trainer.dispose();
  return { shards: Math.floor(uploaded / SHARD_BYTES), perStep: (uploaded % SHARD_BYTES) / steps };
}

it.each([
  ["vae", 2_000], // measured: 1,616; the pixels of a batch would be 401,408
  ["conv-vae", 1_000], // 848
  ["cvae", 8_000], // 6,736, with labels
  ["translate", 8_000], // 4,464, two batches of images
  ["completion-cvae", 12_000], // 10,832, with labels
])("a step of %s uploads %i bytes at most", async (id, most) => {
  const { perStep } = await uploadedBy(id, 8);
  expect(perStep).toBeGreaterThan(0);
  expect(perStep).toBeLessThanOrEqual(most);
});

it("uploads a shard once, when a step first needs an image of it", async () => {
  // The first 5,000 images contain 39 batches of 128.
  expect(await uploadedBy("vae", 39)).toMatchObject({ shards: 1 });
  expect(await uploadedBy("vae", 40)).toMatchObject({ shards: 2 });
});

it.each([
  ["vae", 17], ["cgan", 45], ["wgan-gp", 81], ["vae-gan", 112],
])("eight steps of %s with their losses are one upload, one pass of %i dispatches a step, and two copies, which are mapped together", async (id, dispatches) => {
  const trainer = await compiledTrainer(id);
  trainer.advance();
  await trainer.losses(); // the shard is uploaded
  const before = gpu.commands();
  for (let i = 0; i < 8; i++) trainer.advance();
  await trainer.losses();
  const after = gpu.commands();
  const counted = Object.fromEntries(Object.entries(before).map(([command, count]) => [command, after[command as keyof typeof after] - count]));
  expect(counted).toEqual({ writes: 1, submissions: 1, passes: 1, dispatches: 8 * dispatches, copies: 2, maps: 1 });
  trainer.dispose();
});
