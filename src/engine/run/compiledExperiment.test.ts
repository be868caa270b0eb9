/** What a run does with its compiled steps: when they begin, what it reports about them, and what happens when one throws. */
import { memory } from "@tensorflow/tfjs-core";
import { afterEach, beforeAll, expect, it, vi } from "vitest";
import { eventually } from "../../core/testing";
import { ElboError } from "../../core/errors";
import { dispatchTo } from "../events";
import { step } from "../../core/run/ids";
import { NOTHING_WATCHED, type Frame } from "../../core/latent/pictures";
import type { EngineReport } from "../../core/run/reports";
import type { RunConfig } from "../../core/run/runConfig";
import { findModel } from "../../subject/models/registry";
import { Experiment } from "./experiment";
import { StateLost } from "../trainer/stepper/executable";
import { CompiledStepper } from "../trainer/stepper/compiled";
import { nextTask } from "../../core/tasks";
import { greyDataset, greyImages, smallSettings, useBackend } from "../testing";
import { createTrainer } from "../trainer/trainer";

beforeAll(() => useBackend("wasm"));

const model = findModel("vae")!;
const config: RunConfig = { model: model.id, seed: 1, backend: "wasm", hyperparameters: smallSettings(model) };

const open: Experiment[] = [];
function experiment(more: Partial<RunConfig> = {}) {
  const reported: EngineReport[] = [];
  const losses: number[] = [];
  const frames: Frame[] = [];
  const failures: ElboError[] = [];
  const made = new Experiment({
    model, dataset: greyDataset, config: { ...config, ...more }, watch: { ...NOTHING_WATCHED, samples: true },
    judge: () => Promise.reject(new ElboError("judge-damaged", "no judge here")),
    tell: dispatchTo({
      engine: ({ report }) => reported.push(report),
      losses: ({ firstStep, values }) => values.forEach((value, i) => { losses[3 * (firstStep - 1) + i] = value; }),
      frame: ({ frame }) => frames.push(frame),
    }),
    fail: (error) => failures.push(error),
  });
  open.push(made);
  return { made, reported, losses, frames, failures };
}
afterEach(async () => {
  vi.restoreAllMocks();
  await Promise.all(open.splice(0).map((each) => each.dispose()));
});

async function stepsOf(trainer: ReturnType<typeof createTrainer>, count: number): Promise<number[]> {
  for (let i = 0; i < count; i++) trainer.advance();
  const losses = [...await trainer.losses()];
  trainer.dispose();
  return losses;
}

it("compiles first, however early training starts, and reports it", async () => {
  const trainer = createTrainer(model, config, greyImages);
  await trainer.compile();
  const compiled = await stepsOf(trainer, 5);
  const early = experiment();
  expect(early.made.engine).toEqual({ mode: "compiling" });
  await early.made.train(step(5));
  const late = experiment();
  await eventually(() => expect(late.reported).toHaveLength(1));
  await late.made.train(step(5));
  expect(early.losses).toEqual(compiled);
  expect(late.losses).toEqual(compiled);
  expect(early.reported).toMatchObject([{ mode: "compiled", kernels: expect.any(Number), arenaBytes: expect.any(Number) }]);
  expect(early.made.engine).toBe(early.reported[0]);
});

it("shows pictures of a model that is not trained yet while training waits for the compiler", async () => {
  let go = (): void => undefined;
  const { made, frames } = experiment();
  const slow = vi.spyOn(made.trainer, "compile").mockImplementation(() =>
    new Promise((resolve) => { go = () => resolve({ mode: "eager", reason: "no-compiler", detail: "" }); }));
  const training = made.train(step(1));
  await eventually(() => expect(frames.length).toBeGreaterThan(0));
  expect(slow).toHaveBeenCalled();
  expect(made.step).toBe(0);
  go();
  expect(await training).toEqual({ step: 1, reason: "reached" });
});

it("can be paused while it compiles", async () => {
  const { made } = experiment();
  const training = made.train();
  await made.pause();
  expect(await training).toEqual({ step: 0, reason: "paused" });
});

it("leaves no tensor when it ends at any moment of compilation", async () => {
  const before = memory().numTensors;
  for (const tasks of [0, 1, 2, 3, 4, 5, 6]) {
    const { made } = experiment({ hyperparameters: { ...config.hyperparameters, hidden: 17 + tasks } });
    for (let i = 0; i < tasks; i++) await nextTask();
    await made.dispose();
    expect(memory().numTensors).toBe(before);
  }
  open.length = 0;
});

it("is eager if the configuration says so", async () => {
  const { made, reported, losses } = experiment({ engine: "eager" });
  await made.train(step(3));
  expect(reported).toMatchObject([{ mode: "eager", reason: "asked-for" }]);
  expect(losses).toEqual(await stepsOf(createTrainer(model, config, greyImages), 3));
});

it("continues eagerly from its last good state when a compiled step throws", async () => {
  const { made, reported, losses, failures } = experiment();
  await made.train(step(4));
  const compiledSteps = vi.spyOn(CompiledStepper.prototype, "finish").mockImplementationOnce(() => { throw new WebAssembly.RuntimeError("unreachable"); });
  expect(await made.train(step(7))).toEqual({ step: 7, reason: "reached" });
  expect(reported.at(-1)).toMatchObject({ mode: "eager", reason: "step-failed", detail: "unreachable" });
  expect(failures).toEqual([]);
  expect(compiledSteps).toHaveBeenCalledTimes(1);
  const expected = await stepsOf(createTrainer(model, config, greyImages), 7);
  expect(losses).toHaveLength(expected.length);
  losses.forEach((value, i) => expect(value / expected[i]!).toBeCloseTo(1, 4));
});

it("continues compiled from its last good state when a helper thread has died, with the same bits", async () => {
  const undisturbed = experiment();
  await undisturbed.made.train(step(7));
  const { made, reported, losses, failures } = experiment();
  await made.train(step(4));
  vi.spyOn(CompiledStepper.prototype, "finish").mockImplementationOnce(() => { throw new StateLost("a thread has stopped"); });
  expect(await made.train(step(7))).toEqual({ step: 7, reason: "reached" });
  expect(reported.at(-1)).toMatchObject({ mode: "compiled" });
  expect(made.trainer.compiled).toBe(true);
  expect(failures).toEqual([]);
  expect(losses).toEqual(undisturbed.losses);
});
