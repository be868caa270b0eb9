import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { step } from "../../core/run/ids";
import { createAppStore } from "../state/createAppStore";
import { afterFirstSteps, whenNothingWaits } from "./firstSteps";

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

function waiting(phase: "opening" | "ready" | "training", mode: "compiling" | "compiled") {
  const store = createAppStore();
  const engine = mode === "compiling" ? { mode } as const : { mode, compileMs: 1, kernels: 1, arenaBytes: 1, imageBytes: 0 };
  const withEngine = (now: typeof engine) => store.setState({ opened: { engine: now } as never });
  store.setState({ phase });
  withEngine(engine);
  const seen = { done: false };
  void afterFirstSteps(store).then(() => { seen.done = true; });
  return { store, seen, compiled: () => withEngine({ mode: "compiled" } as never), later: (ms = 0) => vi.advanceTimersByTimeAsync(ms) };
}

it("waits until steps are compiled, if nothing trains", async () => {
  const { seen, compiled, later } = waiting("ready", "compiling");
  await later();
  expect(seen.done).toBe(false);
  compiled();
  await later();
  expect(seen.done).toBe(true);
});

it("waits for the first 300 steps of training, or for its end", async () => {
  const first = waiting("training", "compiled");
  first.store.setState({ step: step(299) });
  await first.later();
  expect(first.seen.done).toBe(false);
  first.store.setState({ step: step(300) });
  await first.later();
  expect(first.seen.done).toBe(true);

  const second = waiting("training", "compiled");
  await second.later();
  expect(second.seen.done).toBe(false);
  second.store.setState({ phase: "ready" });
  await second.later();
  expect(second.seen.done).toBe(true);
});

it("waits at most 6 s in which training has its images", async () => {
  const { store, seen, later } = waiting("training", "compiling");
  await later(5000);
  store.setState({ waitingForData: true });
  await later(5000);
  expect(seen.done).toBe(false);
  await later(1000);
  expect(seen.done).toBe(true);
});

it("waits until training has not waited for images for six seconds", async () => {
  const store = createAppStore();
  const waits = (waitingForData: boolean) => store.setState({ phase: "training", waitingForData });
  waits(true);
  const resolved = vi.fn();
  void whenNothingWaits(store, 6000).then(resolved);
  for (let shard = 0; shard < 10; shard++) {
    waits(true);
    await vi.advanceTimersByTimeAsync(4000);
    waits(false);
    await vi.advanceTimersByTimeAsync(1000);
  }
  expect(resolved).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1000);
  expect(resolved).toHaveBeenCalledOnce();
});

it("does not wait for images if nothing trains, or the step itself takes long", async () => {
  for (const state of [{ phase: "paused", waitingForData: true }, { phase: "training", waitingForData: false }] as const) {
    const store = createAppStore();
    const resolved = vi.fn();
    void whenNothingWaits(store, 6000).then(resolved);
    store.setState(state);
    await vi.advanceTimersByTimeAsync(6000);
    expect(resolved).toHaveBeenCalledOnce();
  }
});
