/** Backends are measured while a run is on WASM, and the next run uses the result. */
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { MachineTasks } from "../../core/browser/machine";
import type { BackendReport, BackendTrial } from "../../core/run/reports";
import type { Backend, RunConfig } from "../../core/run/runConfig";
import { createAppStore } from "../state/createAppStore";
import type { RequestOf } from "../../engine/worker/rpc";
import { FakePort } from "../../engine/worker/testing";
import { createPaceTrials } from "./paceTrials";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const config: RunConfig = { model: "vae", seed: 1, backend: "auto", hyperparameters: { hidden: 7 } };
const atOnce: BackendReport = { wish: "auto", chosen: "wasm", reason: "at-once", trials: [] };

/** Milliseconds per step by backend; null: it does not end; absent: it does not start; "crash": its worker crashes. `skipped`: the GPUs that need not be tried; "silence": the browser does not say. */
function room(paces: Partial<Record<Backend, number | null | "crash">>, skipped: readonly BackendTrial[] | "silence" = []) {
  const asked: RequestOf<MachineTasks>[] = [];
  const kept: (readonly [RunConfig, Backend])[] = [];
  const workers: FakePort<MachineTasks>[] = [];
  const spawn = () => {
    let backend: Backend = "cpu";
    const port = new FakePort<MachineTasks>((request) => {
      asked.push(request);
      if (request.command === "gpusToSkip") return void (skipped === "silence" || setTimeout(() => port.reply(skipped, request), 2));
      if (request.command === "start") ({ backend } = request.params);
      const pace = paces[backend];
      setTimeout(() => {
        if (port.ended > 0) return;
        if (pace === "crash") port.fail("error", "out of memory");
        else if (pace === undefined) port.refuse("backend-unavailable", "none here", request);
        else port.reply(request.command === "pace" ? pace : {}, request);
      }, 5);
    });
    workers.push(port);
    return port;
  };
  const store = createAppStore();
  store.setState({ report: atOnce });
  const trials = createPaceTrials({ store, spawn, workersCanLoad: () => Promise.resolve(), memory: { keep: (...what) => void kept.push([what[0] as RunConfig, what[1]]) } });
  return { trials, store, asked, kept, workers: () => workers.length, ended: () => workers.filter(({ ended }) => ended > 0).length };
}

it("the fastest backend is stored for the next run, and reported if the difference is large", async () => {
  const { trials, store, asked, kept, workers, ended } = room({ wasm: 9, webgpu: 3, webgl: 6 });
  trials.opened(config, atOnce);
  await vi.advanceTimersByTimeAsync(2000);
  expect(workers()).toBe(0); // the page is drawn first
  await vi.advanceTimersByTimeAsync(2000);
  expect(kept).toEqual([[config, "webgpu"]]);
  expect(asked.filter(({ command }) => command === "pace").map(({ params }) => params)).toEqual(
    Array(3).fill({ subject: { model: "vae", engine: "auto", hyperparameters: { hidden: 7 } }, limit: 4000 }),
  );
  expect(store.getState().report).toEqual({ ...atOnce, trials: [
    { backend: "wasm", kind: "measured", msPerStep: 9 }, { backend: "webgpu", kind: "measured", msPerStep: 3 },
    { backend: "webgl", kind: "measured", msPerStep: 6 },
  ] });
  expect(store.getState().notices).toEqual([{ kind: "faster", backend: "webgpu", times: 3 }]);
  expect([workers(), ended()]).toEqual([1, 1]);
});

it("WASM is timed with as many threads as train", async () => {
  const { trials, store, asked } = room({ wasm: 3, webgpu: 9 });
  store.setState({ threads: 3, processor: { cores: 8, isolation: "isolated" } });
  trials.opened(config, atOnce);
  await vi.advanceTimersByTimeAsync(4000);
  expect(asked.find(({ command }) => command === "start")!.params).toEqual({ backend: "wasm", threads: 3 });
});

it("if WASM is the fastest, it is stored without a notice", async () => {
  const { trials, store, kept } = room({ wasm: 3, webgpu: 9, webgl: null });
  trials.opened(config, atOnce);
  await vi.advanceTimersByTimeAsync(4000);
  expect(kept).toEqual([[config, "wasm"]]);
  expect(store.getState().notices).toEqual([]);
  expect(store.getState().report!.trials.at(-1)).toEqual({ backend: "webgl", kind: "too-slow", limit: 4000 });
});

it("a backend that does not start or crashes the worker does not end the other trials", async () => {
  const { trials, kept, workers } = room({ wasm: 9, webgpu: "crash", webgl: 4 });
  trials.opened(config, atOnce);
  await vi.advanceTimersByTimeAsync(4000);
  expect(kept).toEqual([[config, "webgl"]]);
  expect(workers()).toBe(2);
});

it("a model is not measured twice, and another model's run ends its trials; backends that were passed over are not tried", async () => {
  const { trials, asked, kept, workers } = room({ wasm: 9, webgpu: 3 });
  trials.opened(config, atOnce);
  await vi.advanceTimersByTimeAsync(3003);
  trials.opened({ ...config, hyperparameters: { hidden: 9 } }, atOnce);
  expect(workers()).toBe(1);
  trials.opened({ ...config, model: "gan" }, { ...atOnce, trials: [{ backend: "webgpu", kind: "emulated" }, { backend: "webgl", kind: "emulated" }] });
  asked.length = 0;
  await vi.advanceTimersByTimeAsync(4000);
  expect(kept.map(([{ model }, backend]) => [model, backend])).toEqual([["gan", "wasm"]]);
  expect(asked.map(({ command }) => command)).toEqual(["gpusToSkip"]);
});

it("a GPU that the processor emulates is not measured; without another one nothing is, and WASM is stored", async () => {
  const emulated: BackendTrial = { backend: "webgpu", kind: "emulated" };
  const one = room({ wasm: 9, webgpu: 3, webgl: 6 }, [emulated]);
  one.trials.opened(config, atOnce);
  await vi.advanceTimersByTimeAsync(4000);
  expect(one.kept).toEqual([[config, "webgl"]]);
  expect(one.store.getState().report!.trials.map(({ backend, kind }) => [backend, kind])).toEqual([["wasm", "measured"], ["webgl", "measured"], ["webgpu", "emulated"]]);

  const none = room({ wasm: 9 }, [emulated, { backend: "webgl", kind: "unavailable", detail: "none here" }]);
  none.trials.opened(config, atOnce);
  await vi.advanceTimersByTimeAsync(4000);
  expect(none.kept).toEqual([[config, "wasm"]]);
  expect(none.store.getState().report).toMatchObject({ chosen: "wasm", reason: "only-one", trials: [emulated, { backend: "webgl" }] });
  expect(none.asked.map(({ command }) => command)).toEqual(["gpusToSkip"]);
  expect([none.workers(), none.ended()]).toEqual([1, 1]);
});

it("if the browser does not say which GPUs there are, WASM is stored", async () => {
  const { trials, kept, store } = room({ wasm: 9, webgpu: 3 }, "silence");
  trials.opened(config, atOnce);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(kept).toEqual([[config, "wasm"]]);
  expect(store.getState().report!.trials).toEqual(["webgpu", "webgl"].map((backend) => ({ backend, kind: "too-slow", limit: 15_000 })));
});

it("nothing is measured for a run on a chosen or requested backend", async () => {
  const { trials, workers } = room({ wasm: 9 });
  for (const reason of ["asked-for", "remembered", "only-one", "fell-back"] as const) trials.opened(config, { ...atOnce, reason });
  await vi.advanceTimersByTimeAsync(10_000);
  expect(workers()).toBe(0);
});

it("trials that were ended give no result", async () => {
  const { trials, store, kept } = room({ wasm: 9, webgpu: 3 });
  trials.opened(config, atOnce);
  await vi.advanceTimersByTimeAsync(3007);
  trials.end();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(kept).toEqual([]);
  expect(store.getState().report).toEqual(atOnce);
});
