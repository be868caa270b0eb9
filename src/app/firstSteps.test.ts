import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { step } from "../core/run/ids";
import { createAppStore } from "../state/createAppStore";
import { afterFirstSteps, afterImages } from "./firstSteps";

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

it("waits at most 6 s", async () => {
  const { seen, later } = waiting("training", "compiling");
  await later(5000);
  expect(seen.done).toBe(false);
  await later(1000);
  expect(seen.done).toBe(true);
});

it.each([
  ["all training images have arrived", { data: { trainImages: 60_000 } }],
  ["something has failed", { failure: { code: "data-unreachable", message: "no answer" } }],
  ["the run needs none", { data: null }],
] as const)("waits until %s", async (_, change) => {
  const store = createAppStore();
  const data = { trainImages: 55_000, trainImagesInAll: 60_000, testImages: 0, testImagesInAll: 10_000, bytes: 1, bytesInAll: 2 };
  store.setState({ data });
  const arrived = vi.fn();
  void afterImages(store).then(arrived);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(arrived).not.toHaveBeenCalled();
  store.setState("data" in change && change.data ? { data: { ...data, ...change.data } } : change as never);
  await vi.advanceTimersByTimeAsync(0);
  expect(arrived).toHaveBeenCalledOnce();
});
