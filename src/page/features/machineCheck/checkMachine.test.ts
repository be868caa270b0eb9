/** Which tasks are requested, and what happens to a worker that hangs, fails or is no longer needed. */
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { gradeOfBackend, type BackendChecked, type BackendFacts, type MachineTasks, type TaskKind } from "../../../core/browser/machine";
import { millis } from "../../../core/run/ids";
import { models } from "../../../subject/models/registry";
import type { CheckProgress, CheckOptions } from "./slice";
import type { RequestOf } from "../../../engine/worker/rpc";
import { FakePort } from "../../../engine/worker/testing";
import { checkMachine } from "./checkMachine";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const facts: BackendFacts = { software: false, compiles: true, device: "", limits: {}, features: [] };
const browser = { browser: "Firefox 153", system: "Linux", cores: 4, crossOriginIsolated: false };
const agreement = (off: number) => ({ comparisons: 7, worst: { name: "kl, step 2", off, tolerance: 1e-4 } });

type Request = RequestOf<MachineTasks>;
type Answer = object | number | null | Error | "silence" | "crash";

/** A machine whose workers reply as `answer` says, given the request and the worker's number. */
function room(answer: (request: Request, worker: number) => Answer, options: CheckOptions = {}) {
  const asked: (Request & { worker: number })[] = [];
  const workers: FakePort<MachineTasks>[] = [];
  const progress: CheckProgress[] = [];
  const abort = new AbortController();
  const spawn = () => {
    const worker = workers.length;
    const port = new FakePort<MachineTasks>((request) => {
      asked.push({ ...request, worker });
      const given = answer(request, worker);
      if (given === "silence") return;
      setTimeout(() => {
        if (port.ended > 0) return;
        if (given === "crash") port.fail("error", "out of memory");
        else if (given instanceof Error) port.refuse("internal", given.message, request);
        else port.reply(given, request);
      }, 5);
    });
    workers.push(port);
    return port;
  };
  const report = checkMachine({ version: "0.1.0", spawn, browser, threads: 3, options, signal: abort.signal, onProgress: (now) => void progress.push(now) });
  return { report, asked, ended: () => workers.map((port) => port.ended), progress, abort, tasks: (kind: TaskKind) => asked.filter(({ command }) => command === kind) };
}

/** WASM, WebGPU and CPU start, WebGL does not; all results are correct. */
const healthy = (request: Request): Answer => {
  switch (request.command) {
    case "start": return request.params.backend === "webgl" ? new Error("no hardware WebGL 2") : { ...facts, compiles: request.params.backend !== "cpu" };
    case "kernels": return agreement(1e-7);
    case "model": return agreement(1e-6);
    case "pace": return 3.5;
    case "costs": return { operationMs: 0.01, readbackMs: 1 };
    case "gpusToSkip": throw new Error("a check skips no GPU");
    default: return request satisfies never;
  }
};

const all = async (report: Promise<unknown>) => {
  await vi.runAllTimersAsync();
  return report;
};

it("checks every family and every model, compiled and eager, on every backend that starts", async () => {
  const { report, tasks, progress, ended } = room(healthy);
  await all(report);
  const { backends, complete } = await report;
  expect(complete).toBe(true);
  expect(backends.map(({ backend, kind }) => [backend, kind])).toEqual([
    ["wasm", "checked"], ["webgpu", "checked"], ["webgl", "unavailable"], ["cpu", "checked"],
  ]);
  const [wasm, webgpu, , cpu] = backends as BackendChecked[];
  expect([wasm, webgpu, cpu].map((one) => gradeOfBackend(one!))).toEqual(["right", "right", "right"]);
  // WASM's eager steps are the reference for the others.
  expect([wasm!.models.length, webgpu!.models.length, cpu!.models.length])
    .toEqual([models.length, 2 * models.length, models.length]);
  expect(new Set(webgpu!.models.map(({ mode }) => mode)).size).toBe(2);
  expect(webgpu!.kernels.map(({ family }) => family)).toContain("shaders");
  expect(wasm!.kernels.map(({ family }) => family)).not.toContain("shaders");
  expect([webgpu!.size, cpu!.size, cpu!.pace.map(({ model }) => model)]).toEqual(["usual", "small", ["vae"]]);
  expect(tasks("model").every((one) => one.command === "model" && one.params.reference === "wasm")).toBe(true);
  const shares = progress.map(({ share }) => share);
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
  expect(shares.at(-1)).toBeGreaterThan(0.9);
  expect(ended()).toEqual([1]);
  expect(tasks("start").map(({ params }) => params)).toContainEqual({ backend: "wasm", threads: 3 });
  expect((await report).threads).toBe(3);
});

it("if WASM does not start, the CPU is the reference", async () => {
  const { report } = room((request) =>
    (request.command === "start" && request.params.backend === "wasm" ? new Error("switched off") : healthy(request)), { models: ["vae"] });
  await all(report);
  const [, webgpu] = (await report).backends as BackendChecked[];
  expect(webgpu).toMatchObject({ backend: "webgpu", reference: "cpu" });
});

it.each(["crash", "silence"] as const)("a backend whose start ends in a %s is unavailable; the next one is asked in another worker", async (answer) => {
  const { report } = room((request) => (request.command === "start" && request.params.backend === "wasm" ? answer : healthy(request)), { models: ["vae"] });
  await all(report);
  expect((await report).backends.map(({ backend, kind }) => [backend, kind])).toEqual([
    ["wasm", "unavailable"], ["webgpu", "checked"], ["webgl", "unavailable"], ["cpu", "checked"],
  ]);
});

it("a task that hangs costs its worker, not the check; the second time the rest of the backend is skipped", async () => {
  const hangs = (request: Request): Answer =>
    (request.command === "model" && ["ae", "cvae"].includes(request.params.model) ? "silence" : healthy(request));
  const { report, tasks, ended } = room(hangs, { backends: ["webgpu"], kernels: false });
  await all(report);
  const [webgpu] = (await report).backends as BackendChecked[];
  const of = (model: string) => webgpu!.models.find((one) => one.model === model)!.finding;
  expect(of("ae")).toEqual({ kind: "took-too-long", limit: millis(45_000) });
  expect(of("vae").kind).toBe("compared");
  expect(of("cvae").kind).toBe("took-too-long");
  expect(of("gan")).toEqual({ kind: "left-out" });
  expect(ended()).toEqual([1, 1]);
  expect(tasks("start").map(({ worker }) => worker)).toEqual([0, 1]);
  expect(gradeOfBackend(webgpu!)).toBe("unknown");
});

it("a lost worker is a failed comparison, and an error of one task affects no other", async () => {
  const { report } = room((request) => {
    if (request.command === "model" && request.params.model === "vae") return "crash";
    if (request.command === "kernels" && request.params.family === "sums") return new Error("no such kernel");
    return healthy(request);
  }, { backends: ["cpu"], models: ["vae", "gan"] });
  await all(report);
  const [cpu] = (await report).backends as BackendChecked[];
  expect(cpu!.models.map(({ finding }) => finding.kind)).toEqual(["failed", "compared"]);
  expect(cpu!.kernels.filter(({ finding }) => finding.kind === "failed")).toEqual([
    { family: "sums", finding: { kind: "failed", detail: "no such kernel" } },
  ]);
  expect(gradeOfBackend(cpu!)).toBe("wrong");
});

it("can be cancelled at any time and then returns the findings so far", async () => {
  const { report, abort, ended, asked } = room((request) =>
    (request.command === "kernels" && request.params.family === "sums" ? "silence" : healthy(request)));
  await vi.advanceTimersByTimeAsync(1000);
  abort.abort();
  const before = asked.length;
  const { complete, backends } = await report;
  expect(complete).toBe(false);
  expect(ended()).toEqual([1]);
  expect((backends[0] as BackendChecked).kernels.map(({ family }) => family)).toEqual(["operations", "convolutions", "products"]);
  await vi.runAllTimersAsync();
  expect(asked.length).toBe(before);
});
