/** Compiled steps on WASM with several threads, and what happens when threads start late, never start, or die. */
import { afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { defaultsOf } from "../../../core/model/hyperparameters";
import { plan as planned } from "step-compiler/passes";
import type { ThreadJob } from "step-compiler/wasm/threads/help";
import { endNodeThreads, nodeThread, type NodeThread } from "step-compiler/wasm/threads/testing";
import { CONTROL } from "step-compiler/wasm/threads/tickets";
import { findModel } from "../../../subject/models/registry";
import { greyDataset, greyImages, seedOf, useBackend } from "../../testing";
import { sleep } from "../../../core/tasks";
import { createTrainer } from "../trainer";
import { StateLost, type ThreadCount } from "./executable";
import { traceStep } from "./planned";
import { setThreadFactory, type ThreadPort } from "./threads";
import { wasmExecutable } from "./wasm";

const model = findModel("vae")!;
// Large enough to be split among threads.
const h = { ...defaultsOf(model.hyperparameters), hidden: 256, batch: 64 };
const config = { model: model.id, seed: seedOf(model), backend: "wasm", hyperparameters: h } as const;

let threads: NodeThread[] = [];
const inNode = () => {
  const thread = nodeThread();
  threads.push(thread);
  return thread;
};

beforeAll(() => useBackend("wasm"));
beforeEach(() => { threads = []; });
afterEach(async () => {
  setThreadFactory(null);
  await endNodeThreads();
});

async function train(count: number, steps: number): Promise<{ readonly losses: readonly number[]; readonly report: unknown }> {
  const trainer = createTrainer(model, config, greyImages);
  const report = await trainer.compile({ threads: count });
  await Promise.all(threads.map(({ ready }) => ready));
  for (let i = 0; i < steps; i++) trainer.advance();
  const losses = [...await trainer.losses()];
  trainer.dispose();
  return { losses, report };
}

it("has the same losses, bit for bit, on any number of threads", async () => {
  const alone = await train(1, 12);
  expect(alone.report).toMatchObject({ mode: "compiled", threads: 1 });
  setThreadFactory(inNode);
  for (const count of [2, 4]) {
    const together = await train(count, 12);
    expect(together.report).toMatchObject({ mode: "compiled", threads: count });
    expect(together.losses).toEqual(alone.losses);
  }
  expect(threads).toHaveLength(4);
});

it("a pending step leaves step and weights unchanged until it is completed, and has the same bits", async () => {
  const alone = await train(1, 6);
  setThreadFactory(inNode);
  const trainer = createTrainer(model, config, greyDataset);
  await trainer.compile({ threads: 2 });
  await Promise.all(threads.map(({ ready }) => ready));
  const bias = async () => [...await Object.entries(trainer.weights).find(([name]) => name.endsWith("/bias"))![1].data<"float32">()];
  for (let i = 0; i < 6; i++) {
    const before = await bias();
    trainer.begin();
    await sleep(2);
    expect([trainer.step, await bias()]).toEqual([i, before]);
    trainer.finish();
    expect(trainer.step).toBe(i + 1);
    expect(await bias()).not.toEqual(before);
  }
  expect([...await trainer.losses()]).toEqual(alone.losses);
  trainer.begin();
  expect((await trainer.snapshot()).step).toBe(7); // reading the whole state completes the step
  trainer.finish();
  expect(trainer.step).toBe(7);
  trainer.dispose();
});

it("trains on one thread if no other can be started, or memory cannot be shared", async () => {
  expect((await train(4, 1)).report).toMatchObject({ mode: "compiled", threads: 1 });
  const spawn = vi.fn(inNode);
  setThreadFactory(spawn);
  vi.stubGlobal("crossOriginIsolated", false);
  expect((await train(4, 1)).report).toMatchObject({ mode: "compiled", threads: 1 });
  vi.unstubAllGlobals();
  expect(spawn).not.toHaveBeenCalled();
});

const port = () => ({ postMessage: vi.fn<(job: ThreadJob) => void>(), terminate: vi.fn<() => void>(), onerror: null as ThreadPort["onerror"] });

it("continues without a thread that cannot start, and reports it", async () => {
  const ports = [port(), port()];
  const [fails, helps] = ports;
  setThreadFactory(() => ports.shift()!);
  const threadLost = vi.fn<(now: ThreadCount) => void>();
  const executable = await wasmExecutable(planned(traceStep(model, h)), { threads: 3, threadLost });
  expect(executable).toMatchObject({ threads: 3, lostThreads: 0 });
  const error = new Event("error") as ErrorEvent; // Node has no ErrorEvent
  fails!.onerror!(error);
  expect(fails!.terminate).toHaveBeenCalled();
  expect(threadLost.mock.calls).toEqual([[{ threads: 2, lostThreads: 1 }]]);
  fails!.onerror!(error);
  expect(executable).toMatchObject({ threads: 2, lostThreads: 1 });
  executable.run();
  expect(helps!.terminate).not.toHaveBeenCalled();
  executable.dispose();
  helps!.onerror!(error);
  expect(threadLost).toHaveBeenCalledOnce();
});

it("continues without a thread to which shared memory cannot be sent, and reports it", async () => {
  const refuses = port();
  refuses.postMessage.mockImplementation(() => { throw new DOMException("The object can not be cloned.", "DataCloneError"); });
  setThreadFactory(() => refuses);
  const threadLost = vi.fn<(now: ThreadCount) => void>();
  const executable = await wasmExecutable(planned(traceStep(model, h)), { threads: 2, threadLost });
  await vi.waitFor(() => expect(threadLost.mock.calls).toEqual([[{ threads: 1, lostThreads: 1 }]]));
  expect(refuses.terminate).toHaveBeenCalled();
  executable.run();
  executable.dispose();
});

it("loses its state when a thread dies, and continues with one fewer once a state is restored", async () => {
  const [dies, survives, follows] = [port(), port(), port()];
  const ports = [dies, survives, follows];
  let at = 0;
  setThreadFactory(() => ports[at++]!);
  const threadLost = vi.fn<(now: ThreadCount) => void>();
  const executable = await wasmExecutable(planned(traceStep(model, h)), { threads: 3, threadLost }, 20);
  executable.run();
  expect(executable.threads).toBe(3);
  // The thread takes a piece of the work and never finishes it.
  const counters = new Int32Array(dies.postMessage.mock.calls[0]![0].memory.buffer);
  Atomics.add(counters, CONTROL.tickets / 4, 1);
  Atomics.add(counters, CONTROL.taken / 4, 1);
  expect(() => executable.run()).toThrow(StateLost);
  expect(dies.terminate).toHaveBeenCalled();
  expect(survives.terminate).toHaveBeenCalled();
  expect(threadLost.mock.calls).toEqual([[{ threads: 2, lostThreads: 1 }]]);
  expect(executable.threads).toBe(2);
  expect(follows.postMessage.mock.calls[0]![0].memory.buffer).not.toBe(counters.buffer);
  executable.write("rate/negative-elbo/0", 0.5);
  executable.run();
  executable.dispose();
  expect(follows.terminate).toHaveBeenCalled();
});

it("continues alone if its only helper dies while it computes its part, although that was noticed before the step ends", async () => {
  const dies = port();
  setThreadFactory(() => dies);
  const threadLost = vi.fn<(now: ThreadCount) => void>();
  const executable = await wasmExecutable(planned(traceStep(model, h)), { threads: 2, threadLost }, 20);
  const counters = new Int32Array(dies.postMessage.mock.calls[0]![0].memory.buffer);
  Atomics.add(counters, CONTROL.tickets / 4, 1);
  Atomics.add(counters, CONTROL.taken / 4, 1);
  dies.onerror!(new Event("error") as ErrorEvent);
  expect(() => executable.run()).toThrow(StateLost);
  expect([executable.threads, threadLost.mock.calls]).toEqual([1, [[{ threads: 1, lostThreads: 1 }]]]);
  executable.write("rate/negative-elbo/0", 0.5);
  executable.run();
  executable.dispose();
});
