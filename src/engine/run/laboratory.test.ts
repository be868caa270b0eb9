/** A GPU's device that is lost in the middle of a run. The processor stands in for it and reports the loss on demand. */
import { memory } from "@tensorflow/tfjs-core";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { nextTask } from "../../core/tasks";
import { eventually } from "../../core/testing";
import type { Event } from "../events";
import { runId, step, type Step } from "../../core/run/ids";
import { ownId, type OwnImages } from "../../core/data/ownData";
import { PIXELS, type Backend, type RunConfig } from "../../core/run/runConfig";
import { findModel } from "../../subject/models/registry";
import { smallSettings, wasmPaths } from "../testing";
import type { StartOptions } from "../device/backends/options";
import { Laboratory } from "./laboratory";

const gpu = vi.hoisted(() => ({ started: [] as Backend[], devices: [] as StartOptions["onLost"][], mayStart: Promise.resolve() }));
vi.mock("../device/backends/start", async (original) => {
  const real = await original<typeof import("../device/backends/start")>();
  return {
    ...real,
    startBackend: async (backend: Backend, options: StartOptions) => {
      gpu.started.push(backend);
      await gpu.mayStart;
      if (backend === "webgl") return Promise.reject(new Error("not in Node"));
      if (backend === "webgpu") gpu.devices.push(options.onLost);
      return real.startBackend(backend === "webgpu" ? "cpu" : backend, options);
    },
  };
});

beforeEach(() => {
  gpu.started.length = 0;
  gpu.devices.length = 0;
  gpu.mayStart = Promise.resolve();
});
afterEach(() => { vi.restoreAllMocks(); });

const half = { labels: new Uint8Array(40), pixels: Uint8Array.from({ length: 40 * PIXELS }, (_, at) => (at * 7919) % 256) };
const own: OwnImages = { id: ownId({ name: "noise", classes: 0, hash: "0123456789abcdef" }), classes: [], train: half, test: half };
const config: RunConfig = { model: "vae", seed: 1, backend: "webgpu", engine: "eager", own: own.id, hyperparameters: smallSettings(findModel("vae")!) };

async function opened() {
  const events: Event[] = [];
  const tell = (event: Event) => void events.push(event);
  const laboratory = new Laboratory({
    data: { baseUrl: "file:///", fetchShard: () => Promise.reject(new Error("MNIST is not asked for")) },
    wasmPaths, judgeBytes: () => Promise.reject(new Error("nor is the judge")), tell,
  });
  await laboratory.open({ run: runId(1), config, own, tell });
  const of = <K extends Event["kind"]>(kind: K) => events.filter((event) => event.kind === kind) as Extract<Event, { kind: K }>[];
  /** The last reported losses of each step. */
  const losses = () => new Map(of("losses").flatMap(({ firstStep, values }) => {
    const terms = 3;
    return Array.from({ length: values.length / terms }, (_, i) => [firstStep + i, [...values.subarray(i * terms, (i + 1) * terms)]] as const);
  }));
  return { laboratory, of, losses, reports: () => of("device").map(({ report }) => [report.chosen, report.reason]) };
}
it("shards of MNIST other than the first are unpacked when the run is compiled", async () => {
  const order: string[] = [];
  const laboratory = new Laboratory({
    data: {
      baseUrl: "file:///",
      fetchShard: async (shard, { mayUnpack }) => {
        await mayUnpack?.();
        order.push(shard.file);
        throw new Error("no more of it is needed");
      },
    },
    wasmPaths, judgeBytes: () => Promise.reject(new Error("nor is the judge")), tell: () => undefined,
  });
  const tell = ({ kind }: Event) => { if (kind === "engine") order.push("compiled"); };
  const { own: _, ...images } = config;
  await laboratory.open({ run: runId(1), config: { ...images, backend: "wasm", engine: "auto" }, tell });
  await eventually(() => expect(order.length).toBeGreaterThan(4));
  expect(order.slice(0, 3)).toEqual(["train-00000.bin", "compiled", "test-00000.bin"]);
});

const gone = () => gpu.devices.at(-1)!("reset", "gone");
/** Trains to this step and loses the device half-way. */
async function loseBefore({ laboratory }: Awaited<ReturnType<typeof opened>>, until: Step) {
  const { step: from } = laboratory.experiment;
  const trained = laboratory.train(until);
  await vi.waitFor(() => expect(laboratory.experiment.step).toBeGreaterThan(from), { timeout: 30_000, interval: 1 });
  gone();
  expect(await trained).toEqual({ step: until, reason: "reached" });
}

it("the memory that it reports has the loaded images and the run's earlier steps", async () => {
  const { laboratory } = await opened();
  await laboratory.train(step(60));
  const { dataBytes, historyBytes } = laboratory.pulse().memory;
  expect(dataBytes).toBe(2 * half.pixels.length);
  expect(historyBytes).toBe(laboratory.experiment.past.bytes);
  expect(historyBytes).toBeGreaterThan(0);
});

it("restarts its backend, the losses are those of an undisturbed run, and later reports of the old device are ignored", async () => {
  vi.spyOn(performance, "now").mockReturnValue(0); // a slow machine would take a snapshot before the loss
  const undisturbed = await opened();
  await undisturbed.laboratory.train(step(12));
  const run = await opened();
  const [, device] = gpu.devices;
  await loseBefore(run, step(12));
  device!("late", "gone");
  device!("late", "unreliable");
  await run.laboratory.train(step(14));
  await undisturbed.laboratory.train(step(14));
  expect(gpu.started).toEqual(["webgpu", "webgpu", "webgpu"]);
  expect(run.reports()).toEqual([["webgpu", "restarted"]]);
  expect(run.of("wentBack")).toEqual([{ kind: "wentBack", step: 0 }]);
  expect(run.of("failed")).toEqual([]);
  expect(run.losses().size).toBe(14);
  expect(run.losses()).toEqual(undisturbed.losses());
});

it("restarts its backend if losses are half a minute apart, without leaking; if they are closer, the run moves to the next backend that starts", async () => {
  const now = performance.now.bind(performance);
  let ahead = 0;
  vi.spyOn(performance, "now").mockImplementation(() => now() + ahead);
  const run = await opened();
  const tensors: number[] = [];
  for (let loss = 1; loss <= 4; loss++) {
    ahead += 30_000;
    await loseBefore(run, step(2 * loss));
    tensors.push(memory().numTensors);
  }
  expect(run.reports()).toEqual(Array.from({ length: 4 }, () => ["webgpu", "restarted"]));
  expect(Math.max(...tensors)).toBeLessThan(2 * Math.min(...tensors)); // some belong to pictures being made
  await loseBefore(run, step(10));
  expect(run.reports().at(-1)).toEqual(["wasm", "fell-back"]);
  expect(run.losses().size).toBe(10);
});

it("keeps the run's history when a device is lost, and none of a device that computed wrongly", async () => {
  const run = await opened();
  const { past: before } = run.laboratory.experiment;
  const history = () => run.laboratory.experiment.past.keyframes.steps;
  await run.laboratory.train(step(6));
  await run.laboratory.experiment.snapshot();
  await eventually(() => expect(history()).toContain(6));
  const known = history();
  gone();
  await eventually(() => expect(run.laboratory.experiment.past).not.toBe(before));
  expect(history()).toEqual(known);
  expect(run.of("wentBack")).toEqual([{ kind: "wentBack", step: 6 }]);
  gpu.devices.at(-1)!("refused", "unreliable");
  await eventually(() => expect(run.reports()).toHaveLength(2));
  expect(history().filter((at) => at < 6)).toEqual([]);
});

it("a device that refuses a command is not used again", async () => {
  const run = await opened();
  await run.laboratory.train(step(3));
  gpu.devices.at(-1)!("refused", "unreliable");
  await eventually(() => expect(run.reports()).toEqual([["wasm", "fell-back"]]));
  expect(gpu.started).toEqual(["webgpu", "webgl", "wasm"]);
});

/** Trains and loses the device; the next one starts when `start` is called. */
async function loseAndHold(laboratory: Laboratory) {
  const trained = laboratory.train(step(50));
  await vi.waitFor(() => expect(laboratory.experiment.step).toBeGreaterThan(0), { timeout: 30_000, interval: 1 });
  let start = () => undefined as void;
  gpu.mayStart = new Promise((resolve) => { start = resolve; });
  gone();
  await vi.waitFor(() => expect(gpu.started).toEqual(["webgpu", "webgpu"]));
  return { trained, start };
}

it("another run that is opened while a backend takes the place of a lost one waits for that, and is not trained", async () => {
  const { laboratory, reports } = await opened();
  const { trained, start } = await loseAndHold(laboratory);
  const second = laboratory.open({ run: runId(2), config: { ...config, backend: "wasm" }, own, tell: () => undefined });
  for (let i = 0; i < 20; i++) await nextTask();
  expect(gpu.started).toEqual(["webgpu", "webgpu"]);
  start();
  expect(await second).toMatchObject({ backend: "wasm", step: 0 });
  expect(await trained).toMatchObject({ reason: "superseded" });
  expect([laboratory.experiment.training, reports(), gpu.started]).toEqual([false, [], ["webgpu", "webgpu", "wasm"]]);
});

it("a pause while a backend takes the place of a lost one holds: the run does not train on", async () => {
  const { laboratory } = await opened();
  const { trained, start } = await loseAndHold(laboratory);
  await laboratory.pause();
  start();
  expect(await trained).toMatchObject({ reason: "paused" });
  expect(laboratory.experiment.training).toBe(false);
});

it("another run opens, on a new device, if the device hangs while the run before it ends", async () => {
  const { laboratory } = await opened();
  laboratory.experiment.trainer.losses = () => new Promise(() => undefined); // a device that hangs answers nothing
  const trained = laboratory.train(step(50));
  await vi.waitFor(() => expect(laboratory.experiment.step).toBeGreaterThan(0), { timeout: 30_000, interval: 1 });
  const second = laboratory.open({ run: runId(2), config, own, tell: () => undefined });
  for (let i = 0; i < 20; i++) await nextTask();
  expect(gpu.started).toEqual(["webgpu"]);
  gone(); // what watches the device reports it
  expect(await second).toMatchObject({ backend: "webgpu", step: 0 });
  expect(await trained).toMatchObject({ reason: "superseded" });
  expect(gpu.started).toEqual(["webgpu", "webgpu"]);
});
