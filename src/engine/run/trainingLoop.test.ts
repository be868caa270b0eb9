import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { step as toStep } from "../../core/run/ids";
import { vae } from "../../subject/models/vae/model";
import { nextTask } from "../../core/tasks";
import { TrainingLoop, type TrainedInLoop, type TrainingLoopOptions } from "./trainingLoop";

beforeEach(() => { vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] }); });
afterEach(() => {
  vi.unstubAllGlobals(); // before the real timers return: a test replaces the fake ones
  vi.useRealTimers();
});

/** A training loop with a trainer that does nothing but `advance` and `losses`; `reported` is called with the milliseconds that a step takes. */
function loopOf(
  { asynchronous, advance, losses }: Pick<TrainedInLoop, "asynchronous" | "losses"> & { readonly advance: () => void },
  reported: (msPerStep: number) => void = () => undefined,
  more: Partial<TrainedInLoop> = {}, others: Partial<TrainingLoopOptions> = {},
) {
  let steps = 0;
  const trainer: TrainedInLoop = {
    model: vae, compiled: true, asynchronous, usesHelperThreads: false, losses,
    get step() { return toStep(steps); },
    imagesNeeded: () => 0,
    advance() {
      advance();
      steps++;
    },
    begin: () => undefined,
    finish: () => undefined,
    captureState: () => ({ step: toStep(steps), state: { weights: {}, m: {}, v: {}, average: {} } }),
    restore: () => undefined,
    switchToEager: () => undefined,
    ...more,
  };
  const loop = new TrainingLoop({
    trainer,
    dataset: { trainLoaded: () => 60_000, whenTrain: async () => undefined },
    device: { unlessLost: (work: Promise<unknown>) => work } as never,
    side: { prioritised: false, slice: async () => null, next: () => null },
    compiled: Promise.resolve(),
    check: null,
    onStep: () => undefined, onLosses: (_, __, ms) => reported(ms), onStepFailed: () => undefined, onCheckFailed: () => undefined,
    onFatalError: (error) => { throw error; }, onIdle: () => undefined,
    ...others,
  });
  const end = async () => {
    const stopped = loop.stop("paused");
    await vi.runAllTimersAsync();
    await stopped;
  };
  return { loop, end, stepsMade: () => steps };
}

/** Steps take `msPerStep` on a GPU, while submitting them takes no time. Losses arrive every `pollMs`. */
function onGpu(msPerStep: number, pollMs = 0) {
  let done = 0;
  let reported = 0;
  const { loop, end, stepsMade } = loopOf({
    asynchronous: true,
    advance: () => { done = Math.max(done, performance.now()) + msPerStep; },
    async losses() {
      const arrives = pollMs === 0 ? done : Math.ceil(done / pollMs) * pollMs;
      await new Promise((resolve) => setTimeout(resolve, arrives - performance.now()));
      return new Float32Array(1);
    },
  }, (ms) => { reported = ms; });
  /** Runs the loop for this long; returns the milliseconds of steps that were queued at each millisecond, and the steps made. */
  const passes = async (ms: number, each: () => void = () => undefined) => {
    const queued: number[] = [];
    const before = stepsMade();
    for (let i = 0; i < ms; i++) {
      each();
      await vi.advanceTimersByTimeAsync(1);
      for (let task = 0; task < 50; task++) await nextTask();
      queued.push(done - performance.now());
    }
    return { queued, steps: stepsMade() - before };
  };
  return { loop, end, passes, reported: () => reported };
}

/** Steps keep the thread itself busy for `msPerStep`. */
function onProcessor(msPerStep: number) {
  let busyMs = 0;
  const { loop, end } = loopOf({
    asynchronous: false, losses: async () => new Float32Array(1),
    advance() {
      busyMs += msPerStep;
      vi.advanceTimersByTime(msPerStep);
    },
  });
  /** Runs the loop for about this long; returns the share of the time in which it computed steps. */
  const passes = async (ms: number, each: () => void = () => undefined) => {
    const before = busyMs;
    const start = performance.now();
    while (performance.now() < start + ms) {
      each();
      const now = performance.now();
      await nextTask();
      await nextTask();
      if (performance.now() === now) await vi.advanceTimersByTimeAsync(1); // the thread is idle
    }
    return { busy: (busyMs - before) / (performance.now() - start) };
  };
  return { loop, end, passes };
}

it.each([1, 10, 20])("leaves half of the processor's time to pictures while the reader drags, with steps of %d ms", async (msPerStep) => {
  const { loop, end, passes } = onProcessor(msPerStep);
  void loop.run();
  const dragged = await passes(1000, () => loop.noteDrag());
  expect(dragged.busy).toBeGreaterThan(0.35);
  expect(dragged.busy).toBeLessThan(0.6);
  const freely = await passes(1000);
  expect(freely.busy).toBeGreaterThan(0.8);
  await end();
});

it.each([30, 100, 400])("leaves all but a twentieth of the time to pictures while the reader drags, with steps of %d ms", async (msPerStep) => {
  const { loop, end, passes } = onProcessor(msPerStep);
  void loop.run();
  await passes(5 * msPerStep);
  const dragged = await passes(100 * msPerStep, () => loop.noteDrag());
  expect(dragged.busy).toBeGreaterThan(0.03);
  expect(dragged.busy).toBeLessThan(0.07);
  await end();
});

it("makes a very slow step every ten seconds of a drag without a pause, so that the page hears of the run", async () => {
  const { loop, end, passes } = onProcessor(2000);
  void loop.run();
  await passes(10_000);
  const dragged = await passes(60_000, () => loop.noteDrag());
  expect(dragged.busy).toBeGreaterThan(0.14);
  expect(dragged.busy).toBeLessThan(0.2);
  await end();
});

it("leaves half of the processor's time to pictures, not more, where timers are a second late", async () => {
  const { setTimeout: onTime } = globalThis;
  vi.stubGlobal("setTimeout", (work: () => void, ms = 0) => onTime(work, Math.max(1000, ms)));
  const { loop, end, passes } = onProcessor(1);
  void loop.run();
  const dragged = await passes(10_000, () => loop.noteDrag());
  expect(dragged.busy).toBeGreaterThan(0.35);
  expect(dragged.busy).toBeLessThan(0.6);
  await end();
});

it.each(([0.25, 1, 6] as const).flatMap((msPerStep) => [["drags", msPerStep, "noteDrag"], ["turns back", msPerStep, "noteRewind"]] as const))(
  "while the reader %s, a GPU has at most 8 ms of steps of %d ms ahead, or one step; twice that for three seconds, and then more", async (_, msPerStep, note) => {
  const { loop, end, passes } = onGpu(msPerStep);
  void loop.run();
  const freely = await passes(1500);
  expect(Math.max(...freely.queued.slice(-500))).toBeGreaterThan(100);

  await passes(400, () => loop[note]()); // what was queued is computed first
  const dragged = await passes(1200, () => loop[note]());
  expect(Math.max(...dragged.queued)).toBeLessThanOrEqual(8 + Math.max(1, msPerStep));
  const busy = (dragged.steps * msPerStep) / 1200;
  expect(busy).toBeGreaterThan(0.35); // training goes on
  expect(busy).toBeLessThan(0.55); // the GPU paints the page, too

  await passes(200);
  const soon = await passes(2500);
  expect(Math.max(...soon.queued)).toBeLessThanOrEqual(2 * (8 + Math.max(1, msPerStep)));
  expect((soon.steps * msPerStep) / 2500).toBeGreaterThan(0.9); // the GPU is never without steps

  const after = await passes(1500);
  expect(Math.max(...after.queued.slice(-500))).toBeGreaterThan(100);
  await end();
});

it("learns the pace of a GPU whose training begins soon after a move", async () => {
  const { loop, end, passes, reported } = onGpu(0.25);
  loop.noteDrag();
  void loop.run();
  await passes(1000);
  const { steps } = await passes(1000);
  expect(steps * 0.25).toBeGreaterThan(900);
  expect(reported()).toBeLessThan(0.35);
  await end();
});

it("reports the pace of a GPU, not of submitting its steps, if it is held again and again", async () => {
  const { loop, end, passes, reported } = onGpu(6);
  loop.holdAt(toStep(4));
  void loop.run();
  for (let held = 8; held <= 40; held += 4) {
    await passes(60);
    loop.holdAt(toStep(held));
  }
  expect(reported()).toBeGreaterThan(4);
  expect(reported()).toBeLessThan(9);
  await end();
});

it.each([0.25, 6, 30, 150])("reports the pace of steps of %d ms although losses arrive every 100 ms, and does not queue more for that", async (msPerStep) => {
  const { loop, end, passes, reported } = onGpu(msPerStep, 100);
  void loop.run();
  const { queued } = await passes(4000);
  expect(reported()).toBeGreaterThan(0.7 * msPerStep);
  expect(reported()).toBeLessThan(1.4 * msPerStep);
  expect(Math.max(...queued)).toBeLessThanOrEqual(Math.max(450, 4 * msPerStep));
  await end();
});

it("counts a step during which side work fails", async () => {
  const onStep = vi.fn();
  const finish = vi.fn();
  const failure = new Error("no picture");
  const { loop } = loopOf({ asynchronous: false, advance: () => undefined, losses: async () => new Float32Array(1) }, undefined, { usesHelperThreads: true, finish }, {
    onStep, onFatalError: () => undefined, side: { prioritised: false, slice: async () => null, next: () => () => Promise.reject(failure) },
  });
  await expect(loop.run()).rejects.toBe(failure);
  expect([finish.mock.calls.length, onStep.mock.calls.length]).toEqual([1, 1]);
});

it("goes back to finite weights also if it is paused after a loss was not finite", async () => {
  const restore = vi.fn();
  const isRead = vi.fn();
  const { loop } = loopOf({
    asynchronous: false, advance: () => vi.advanceTimersByTime(200),
    async losses() {
      isRead();
      return new Float32Array([NaN, NaN, NaN]);
    },
  }, undefined, { restore }, {
    onFatalError: () => undefined,
    side: {
      prioritised: false, next: () => null,
      async slice() {
        if (isRead.mock.calls.length > 0) void loop.stop("paused");
        return null;
      },
    },
  });
  const outcome = loop.run();
  await vi.runAllTimersAsync();
  expect((await outcome).reason).toBe("not-finite");
  expect(restore).toHaveBeenCalledOnce();
});
