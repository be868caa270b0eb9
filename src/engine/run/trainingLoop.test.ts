import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { step as toStep } from "../../core/run/ids";
import { vae } from "../../models/vae/model";
import { nextTask } from "../scheduling/tasks";
import { TrainingLoop, type TrainedInLoop } from "./trainingLoop";

beforeEach(() => { vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] }); });
afterEach(() => { vi.useRealTimers(); });

/** A training loop on a GPU whose steps take `msPerStep`, while submitting them takes no time. Losses arrive every `pollMs`. */
function onGpu(msPerStep: number, pollMs = 0) {
  let done = 0;
  let steps = 0;
  let reported = 0;
  const trainer: TrainedInLoop = {
    model: vae, compiled: true, asynchronous: true, usesHelperThreads: false,
    get step() { return toStep(steps); },
    shardsNeeded: () => [],
    advance() {
      done = Math.max(done, performance.now()) + msPerStep;
      steps++;
    },
    begin: () => undefined,
    finish: () => undefined,
    async losses() {
      const arrives = pollMs === 0 ? done : Math.ceil(done / pollMs) * pollMs;
      await new Promise((resolve) => setTimeout(resolve, arrives - performance.now()));
      return new Float32Array(1);
    },
    captureState: () => ({ step: toStep(steps), state: { weights: {}, m: {}, v: {}, average: {} } }),
    restore: () => undefined,
    switchToEager: () => undefined,
  };
  const loop = new TrainingLoop({
    trainer,
    dataset: { trainReady: () => true, whenTrain: async () => undefined },
    device: { unlessLost: (work: Promise<unknown>) => work } as never,
    side: { prioritised: false, slice: async () => null, next: () => null },
    compiled: Promise.resolve(),
    check: null,
    onStep: () => undefined, onLosses: (_, __, ms) => { reported = ms; }, onStepFailed: () => undefined, onCheckFailed: () => undefined,
    onFatalError: (error) => { throw error; }, onIdle: () => undefined,
  });
  /** Runs the loop for this long; returns the milliseconds of steps that were queued at each millisecond, and the steps made. */
  const passes = async (ms: number, each: () => void = () => undefined) => {
    const queued: number[] = [];
    const before = steps;
    for (let i = 0; i < ms; i++) {
      each();
      await vi.advanceTimersByTimeAsync(1);
      for (let task = 0; task < 50; task++) await nextTask();
      queued.push(done - performance.now());
    }
    return { queued, steps: steps - before };
  };
  return { loop, passes, reported: () => reported };
}

it.each([0.25, 1, 6])("queues at most 16 ms of steps of %d ms on a GPU while the reader drags, and more otherwise", async (msPerStep) => {
  const { loop, passes } = onGpu(msPerStep);
  const end = loop.run();
  const freely = await passes(1500);
  expect(Math.max(...freely.queued.slice(-500))).toBeGreaterThan(100);

  const dragged = await passes(1000, () => loop.noteDrag());
  expect(Math.max(...dragged.queued.slice(-600))).toBeLessThanOrEqual(16 + Math.max(1, msPerStep));
  expect(dragged.steps).toBeGreaterThan(0.5 * freely.steps * (1000 / 1500)); // training goes on

  const after = await passes(1500);
  expect(Math.max(...after.queued.slice(-500))).toBeGreaterThan(100);
  const stopped = loop.stop("paused");
  await vi.runAllTimersAsync();
  await Promise.all([stopped, end]);
});

it.each([0.25, 6, 30, 150])("reports the pace of steps of %d ms although losses arrive every 100 ms, and does not queue more for that", async (msPerStep) => {
  const { loop, passes, reported } = onGpu(msPerStep, 100);
  const end = loop.run();
  const { queued } = await passes(4000);
  expect(reported()).toBeGreaterThan(0.7 * msPerStep);
  expect(reported()).toBeLessThan(1.4 * msPerStep);
  expect(Math.max(...queued)).toBeLessThanOrEqual(Math.max(450, 4 * msPerStep));
  const stopped = loop.stop("paused");
  await vi.runAllTimersAsync();
  await Promise.all([stopped, end]);
});
