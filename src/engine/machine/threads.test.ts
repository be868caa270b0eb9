/** "Check this machine" compares and times steps of WASM with the number of threads that training uses. */
import { beforeAll, expect, it, vi } from "vitest";
import { millis } from "../../core/run/ids";
import { findModel } from "../../subject/models/registry";
import { smallSettings, useBackend, wasmPaths } from "../testing";
import { wasmExecutable } from "../trainer/stepper/wasm";
import { MachineBench } from "./checks";

vi.mock("../trainer/stepper/wasm", async (original) => {
  const real = await original<typeof import("../trainer/stepper/wasm")>();
  return { ...real, wasmExecutable: vi.fn<typeof wasmExecutable>((plan, code) => real.wasmExecutable(plan, { ...code, threads: 1 })) };
});

beforeAll(() => useBackend("wasm"));

it("uses the threads that its backend was started with, by default one", async () => {
  const bench = new MachineBench({ wasmPaths, softwareWebgl: false });
  const subject = { model: "vae", hyperparameters: smallSettings(findModel("vae")!) };
  const asked = () => vi.mocked(wasmExecutable).mock.calls.splice(0).map(([, code]) => code?.threads);
  await bench.run("start", { backend: "wasm", threads: 5 });
  await bench.run("pace", { subject, limit: millis(20_000) });
  await bench.run("model", { model: "vae", mode: "compiled", size: "small", reference: "wasm" });
  expect(asked()).toEqual([5, 5]);
  await bench.run("start", { backend: "wasm" });
  await bench.run("pace", { subject, limit: millis(20_000) });
  expect(asked()).toEqual([1]);
});
