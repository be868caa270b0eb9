import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { millis, runId, step } from "../../core/run/ids";
import { createClient, latestWins } from "./client";
import type { Commands } from "./protocol";
import { FakePort } from "./testing";

const setUp = () => {
  const port = new FakePort<Commands>();
  const lost = vi.fn();
  const client = createClient(port, { onLost: lost });
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
    port.emit({ kind: "heartbeat", run: 1, step: 1, training: true, waitingForData: false, dataFailed: false, stepMs: 5 });
    vi.advanceTimersByTime(9_500);
    expect(lost).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1_000);
    expect(await call).toBe("worker-lost");
    expect(lost).toHaveBeenCalledOnce();
  });

  const beat = (stepMs: number | null) => ({ kind: "heartbeat", run: 1, step: 1, training: true, waitingForData: false, dataFailed: false, stepMs });

  test.each([[12_000, 110, 120], [null, 590, 600], [120_000, 590, 600]])(
    "with steps of %d ms may be silent for %d s, and is given up after %d s, because of its length", async (stepMs, waits, givesUp) => {
      const { client, port, lost } = setUp();
      client.call("train", {}).catch(() => undefined);
      port.emit(beat(stepMs));
      vi.advanceTimersByTime(waits * 1000);
      expect(lost).not.toHaveBeenCalled();
      vi.advanceTimersByTime((givesUp - waits) * 1000);
      expect(lost.mock.calls).toMatchObject([[{ code: "worker-lost", counts: false }]]);
    });

  test("whose steps are short again is soon noticed again, and counts", () => {
    const { client, port, lost } = setUp();
    client.call("train", {}).catch(() => undefined);
    port.emit(beat(null));
    port.emit(beat(5));
    vi.advanceTimersByTime(10_000);
    expect(lost.mock.calls).toMatchObject([[{ counts: true }]]);
  });

  test("that is at a long step of the previous run may finish it before it opens the next", () => {
    const { client, port, lost } = setUp();
    client.call("train", {}).catch(() => undefined);
    port.emit(beat(20_000));
    client.begin(runId(2));
    client.call("open", { ...opening, run: runId(2) }).catch(() => undefined);
    vi.advanceTimersByTime(190_000);
    expect(lost).not.toHaveBeenCalled();
  });

  test("says every second for how long it has owed an answer", () => {
    const port = new FakePort<Commands>();
    const onTick = vi.fn();
    const client = createClient(port, { onLost: vi.fn(), onTick });
    client.begin(runId(1));
    vi.advanceTimersByTime(1000);
    client.call("train", {}).catch(() => undefined);
    vi.advanceTimersByTime(2000);
    port.emit(beat(5));
    vi.advanceTimersByTime(1000);
    expect(onTick.mock.calls).toEqual([[0], [1], [2], [1]]);
  });

  test("whose scripts are still loading may be silent for two minutes; its thread runs before", () => {
    const { client, port, lost } = setUp();
    client.call("open", opening).catch(() => undefined);
    port.emit({ kind: "awake" });
    vi.advanceTimersByTime(119_000);
    expect(lost).not.toHaveBeenCalled();
    vi.advanceTimersByTime(2_000);
    expect(lost).toHaveBeenCalledOnce();
  });

  test("opening may take longer", () => {
    const { client, port, lost } = setUp();
    client.call("open", opening).catch(() => undefined);
    port.emit({ kind: "probing", backend: "wasm", run: 1 });
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
