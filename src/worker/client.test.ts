import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { millis, runId, step } from "../core/ids";
import { createClient, latestWins, type WorkerPort } from "./client";
import type { Request } from "./protocol";

function fakePort() {
  const listeners = new Map<string, (event: unknown) => void>();
  const sent: Request[] = [];
  const port: WorkerPort = {
    postMessage: (message) => void sent.push(message as Request),
    addEventListener: (type, listener) => void listeners.set(type, listener),
    terminate: vi.fn(),
  };
  return {
    port, sent,
    say: (data: unknown) => listeners.get("message")!({ data }),
    fail: (type: "error" | "messageerror") => listeners.get(type)!({ message: "boom" }),
  };
}

const setUp = () => {
  const fake = fakePort();
  const client = createClient(fake.port);
  client.begin(runId(1));
  return { ...fake, client };
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("calls", () => {
  test("a reply finds its call, in whatever order", async () => {
    const { client, sent, say } = setUp();
    const first = client.call("pause", null);
    const second = client.call("pause", null);
    say({ kind: "reply", id: sent[1]!.id, run: 1, value: { step: 2 } });
    say({ kind: "reply", id: sent[0]!.id, run: 1, value: { step: 1 } });
    expect(await Promise.all([first, second])).toEqual([{ step: 1 }, { step: 2 }]);
    expect(sent[0]).toMatchObject({ command: "pause", run: 1 });
  });

  test("an error crosses with its code", async () => {
    const { client, sent, say } = setUp();
    const call = client.call("evaluate", null);
    say({ kind: "error", id: sent[0]!.id, run: 1, error: { code: "data-damaged", message: "shard 3" } });
    await expect(call).rejects.toMatchObject({ name: "ElboError", code: "data-damaged", message: "shard 3" });
  });

  test("a worker that a message cannot be sent to is given up: it would go on without knowing of it", async () => {
    const { client, port } = setUp();
    const lost = vi.fn();
    client.onLost(lost);
    const before = client.call("evaluate", null);
    port.postMessage = () => { throw new DOMException("The message could not be cloned.", "DataCloneError"); };
    const call = client.call("pause", null);
    await expect(before).rejects.toMatchObject({ code: "worker-lost" });
    await expect(call).rejects.toMatchObject({ code: "worker-lost" });
    expect(port.terminate).toHaveBeenCalledOnce();
    expect(lost).toHaveBeenCalledOnce();
  });

  test("abort rejects, before and after sending; the late reply is dropped", async () => {
    const { client, sent, say } = setUp();
    const abort = new AbortController();
    const call = client.call("evaluate", null, { signal: abort.signal });
    abort.abort();
    await expect(call).rejects.toMatchObject({ code: "superseded" });
    say({ kind: "reply", id: sent[0]!.id, run: 1, value: {} });
    await expect(client.call("evaluate", null, { signal: abort.signal })).rejects.toMatchObject({ code: "superseded" });
    expect(sent).toHaveLength(1);
  });

  test("a new run ends the calls of the old one, and its late messages are dropped", async () => {
    const { client, sent, say } = setUp();
    const losses = vi.fn();
    client.on("losses", losses);
    const call = client.call("pause", null);
    client.begin(runId(2));
    await expect(call).rejects.toMatchObject({ code: "superseded" });
    say({ kind: "reply", id: sent[0]!.id, run: 1, value: { step: 1 } });
    say({ kind: "losses", run: 1, firstStep: step(1), values: Float32Array.of(1), msPerStep: millis(1) });
    expect(losses).not.toHaveBeenCalled();
  });
});

test("losses that come before the run is open are the last ones of the run before", async () => {
  const { client, sent, say } = setUp();
  const losses = vi.fn();
  client.on("losses", losses);
  const open = client.call("open", { config: { model: "vae", seed: 1, backend: "auto", hyperparameters: {} }, threads: 1 });
  const row = { kind: "losses", run: 1, firstStep: step(1), values: Float32Array.of(1), msPerStep: millis(1) };
  say(row);
  expect(losses).not.toHaveBeenCalled();
  say({ kind: "reply", id: sent[0]!.id, run: 1, value: {} });
  await open;
  say(row);
  expect(losses).toHaveBeenCalledOnce();
});

test("what is said about the data counts whatever the run", () => {
  const { client, say } = setUp();
  const [data, failed] = [vi.fn(), vi.fn()];
  client.on("data", data);
  client.on("failed", failed);
  say({ kind: "data", run: 0, progress: {} });
  say({ kind: "failed", run: 0, error: { code: "data-damaged", message: "" } });
  say({ kind: "failed", run: 0, error: { code: "loss-not-finite", message: "" } });
  expect([data.mock.calls.length, failed.mock.calls.length]).toEqual([1, 1]);
});

test("events reach those who listen, until they stop", () => {
  const { client, say } = setUp();
  const probing = vi.fn();
  const stop = client.on("probing", probing);
  say({ kind: "probing", backend: "wasm", run: 1 });
  stop();
  say({ kind: "probing", backend: "cpu", run: 1 });
  expect(probing.mock.calls).toEqual([[{ kind: "probing", backend: "wasm", run: 1 }]]);
});

describe("a lost worker", () => {
  test.each(["error", "messageerror"] as const)("%s rejects every call and is told once", async (type) => {
    const { client, fail, port } = setUp();
    const lost = vi.fn();
    client.onLost(lost);
    const calls = [client.call("pause", null), client.call("evaluate", null)];
    fail(type);
    fail(type);
    for (const call of calls) await expect(call).rejects.toMatchObject({ code: "worker-lost" });
    expect(lost).toHaveBeenCalledOnce();
    expect(port.terminate).toHaveBeenCalledOnce();
    await expect(client.call("pause", null)).rejects.toMatchObject({ code: "worker-lost" });
  });

  test("silence while something is expected", async () => {
    const { client, say } = setUp();
    const lost = vi.fn();
    client.onLost(lost);
    vi.advanceTimersByTime(60_000); // nothing expected
    const call = client.call("train", {}).catch(({ code }: { code: string }) => code);
    vi.advanceTimersByTime(9_000);
    say({ kind: "heartbeat", run: 1, step: 1, training: true, waitingForData: false, tensors: 1, bytes: 1 });
    vi.advanceTimersByTime(9_500);
    expect(lost).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1_000);
    expect(await call).toBe("worker-lost");
    expect(lost).toHaveBeenCalledOnce();
  });

  test("opening may take longer", () => {
    const { client } = setUp();
    const lost = vi.fn();
    client.onLost(lost);
    client.call("open", { config: { model: "vae", seed: 1, backend: "auto", hyperparameters: {} }, threads: 1 }).catch(() => undefined);
    vi.advanceTimersByTime(29_000);
    expect(lost).not.toHaveBeenCalled();
    vi.advanceTimersByTime(2_000);
    expect(lost).toHaveBeenCalledOnce();
  });
});

test("latest wins: one under way, the newest next, the last always, errors are no obstacle", async () => {
  const sent: number[] = [];
  const finish: (() => void)[] = [];
  const send = latestWins((value: number) => {
    sent.push(value);
    return new Promise((resolve, reject) => finish.push(value % 2 ? resolve as () => void : () => reject(new Error("no"))));
  });
  for (let i = 1; i <= 1000; i++) send(i);
  expect(sent).toEqual([1]);
  finish[0]!();
  await vi.advanceTimersByTimeAsync(0);
  expect(sent).toEqual([1, 1000]);
  finish[1]!();
  await vi.advanceTimersByTimeAsync(0);
  send(1001);
  expect(sent).toEqual([1, 1000, 1001]);
});
