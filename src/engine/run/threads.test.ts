/** The number of threads that a run is opened with reaches the compiler; the run's losses do not depend on it. */
import { afterEach, beforeAll, expect, it, vi } from "vitest";
import { ElboError } from "../../core/errors";
import { step } from "../../core/run/ids";
import { NOTHING_WATCHED } from "../../core/latent/pictures";
import { findModel } from "../../subject/models/registry";
import { greyDataset, smallSettings, useBackend } from "../testing";
import { wasmExecutable } from "../trainer/stepper/wasm";
import { Experiment } from "./experiment";

// One thread computes, whatever was requested: this test looks at the request alone.
vi.mock("../trainer/stepper/wasm", async (original) => {
  const real = await original<typeof import("../trainer/stepper/wasm")>();
  return { ...real, wasmExecutable: vi.fn<typeof wasmExecutable>((plan, code) => real.wasmExecutable(plan, { ...code, threads: 1 })) };
});

beforeAll(() => useBackend("wasm"));
afterEach(() => void vi.mocked(wasmExecutable).mockClear());

const model = findModel("vae")!;

it.each([[undefined, 1], [1, 1], [5, 5]])("opened with %s threads, steps are compiled for %d", async (threads, compiledFor) => {
  const experiment = new Experiment({
    model, dataset: greyDataset, watch: NOTHING_WATCHED, tell: () => undefined, fail: () => undefined,
    config: { model: model.id, seed: 1, backend: "wasm", hyperparameters: smallSettings(model) },
    judge: () => Promise.reject(new ElboError("judge-damaged", "no judge here")),
    ...(threads === undefined ? {} : { threads }),
  });
  await experiment.train(step(2));
  expect(vi.mocked(wasmExecutable).mock.calls.map(([, code]) => code)).toEqual([expect.objectContaining({ fused: true, threads: compiledFor })]);
  await experiment.dispose();
});
