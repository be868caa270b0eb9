import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { millis, runId, step } from "../core/run/ids";
import { createClient, latestWins } from "./client";
import type { Commands } from "./protocol";
import { FakePort } from "./testing";

const setUp = () => {
  const port = new FakePort<Commands>();
  const lost = vi.fn();
  const client = createClient(port, lost);
  client.begin(runId(1));
  return { port, client, lost };
};

const opening = { run: runId(1), config: { model: "vae", seed: 1, backend: "auto", hyperparameters: {} }, threads: 1 } as const;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("a worker that cannot be sent a message is given up: it would continue without knowing the request", async () => {
  const { client, port, lost } = setUp();
  const before = client.call("evaluate", null);
  port.postMessage = () => { throw new DOMException("The message could not be cloned.", "DataCloneError"); };
  const call = client.call("pause", null);
  await expect(before).rejects.toMatchObject({ code: "worker-lost" });
  await expect(call).rejects.toMatchObject({ code: "worker-lost" });
  expect(port.ended).toBe(1);
  expect(lost).toHaveBeenCalledOnce();
});

test("a new run ends the calls of the old one, and its late messages are dropped", async () => {
  const { client, port } = setUp();
  const losses = vi.fn();
  client.on("losses", losses);
  const call = client.call("pause", null);
  client.begin(runId(2));
  await expect(call).rejects.toMatchObject({ code: "superseded" });
  port.reply({ step: 1 });
  port.emit({ kind: "losses", run: 1, firstStep: step(1), values: Float32Array.of(1), msPerStep: millis(1) });
  expect(losses).not.toHaveBeenCalled();
});

test("losses that arrive before the run is open belong to the previous run", async () => {
  const { client, port } = setUp();
  const losses = vi.fn();
  client.on("losses", losses);
  const open = client.call("open", opening);
  const row = { kind: "losses", run: 1, firstStep: step(1), values: Float32Array.of(1), msPerStep: millis(1) };
  port.emit(row);
  expect(losses).not.toHaveBeenCalled();
  port.reply({});
  await open;
  port.emit(row);
  expect(losses).toHaveBeenCalledOnce();
});

test("events about the data count for every run", () => {
  const { client, port } = setUp();
  const [data, failed] = [vi.fn(), vi.fn()];
  client.on("data", data);
  client.on("failed", failed);
  port.emit({ kind: "data", run: 0, progress: {} });
  port.emit({ kind: "failed", run: 0, error: { code: "data-damaged", message: "" } });
  port.emit({ kind: "failed", run: 0, error: { code: "loss-not-finite", message: "" } });
  expect([data.mock.calls.length, failed.mock.calls.length]).toEqual([1, 1]);
});

test("events reach listeners until they are removed", () => {
  const { client, port } = setUp();
  const probing = vi.fn();
  const stop = client.on("probing", probing);
  port.emit({ kind: "probing", backend: "wasm", run: 1 });
  stop();
  port.emit({ kind: "probing", backend: "cpu", run: 1 });
  expect(probing.mock.calls).toEqual([[{ kind: "probing", backend: "wasm", run: 1 }]]);
});

describe("a lost worker", () => {
  test.each(["error", "messageerror"] as const)("%s rejects every call and is reported once", async (type) => {
    const { client, port, lost } = setUp();
    const calls = [client.call("pause", null), client.call("evaluate", null)];
    port.fail(type);
    port.fail(type);
    for (const call of calls) await expect(call).rejects.toMatchObject({ code: "worker-lost" });
    expect(lost).toHaveBeenCalledOnce();
    expect(port.ended).toBe(1);
    await expect(client.call("pause", null)).rejects.toMatchObject({ code: "worker-lost" });
  });

  test("is noticed by its silence while a reply is expected", async () => {
    const { client, port, lost } = setUp();
    vi.advanceTimersByTime(60_000); // no reply expected
    const call = client.call("train", {}).catch(({ code }: { code: string }) => code);
    vi.advanceTimersByTime(9_000);
    port.emit({ kind: "heartbeat", run: 1, step: 1, training: true, waitingForData: false, tensors: 1, bytes: 1 });
    vi.advanceTimersByTime(9_500);
    expect(lost).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1_000);
    expect(await call).toBe("worker-lost");
    expect(lost).toHaveBeenCalledOnce();
  });

  test("opening may take longer", () => {
    const { client, lost } = setUp();
    client.call("open", opening).catch(() => undefined);
    vi.advanceTimersByTime(29_000);
    expect(lost).not.toHaveBeenCalled();
    vi.advanceTimersByTime(2_000);
    expect(lost).toHaveBeenCalledOnce();
  });
});

test("latest wins: one request pending, the newest next, the last always, despite errors", async () => {
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
