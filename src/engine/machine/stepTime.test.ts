import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { millis } from "../../core/run/ids";
import { measureSteps, type Timed } from "./stepTime";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

interface Device {
  /** Milliseconds of a step. */
  readonly step: number;
  /** Additional milliseconds of the first step, in which a backend compiles its programs. */
  readonly first?: number;
  /** Milliseconds until a computed result arrives, from the time and the number of reads so far. */
  readonly readback?: (now: number, reads: number) => number;
}

/** A trainer whose device computes steps one after the other, by the clock of the fake timers. */
function onDevice({ step, first = 0, readback = () => 0 }: Device) {
  let done = 0;
  let reads = 0;
  let steps = 0;
  const trainer: Timed = {
    asynchronous: true,
    compile: async () => ({ mode: "eager", reason: "no-compiler", detail: "" }),
    advance() {
      done = Math.max(done, performance.now()) + step + (steps++ === 0 ? first : 0);
    },
    async losses() {
      const end = done;
      await wait(end - performance.now() + readback(end, reads++));
      return new Float32Array(1);
    },
  };
  return { trainer, steps: () => steps };
}

async function measured(device: Device, limit = 4000): Promise<{ ms: number | null; took: number; steps: number }> {
  const { trainer, steps } = onDevice(device);
  const start = performance.now();
  const result = measureSteps(trainer, millis(limit));
  const took = result.then(() => performance.now() - start);
  await vi.runAllTimersAsync();
  return { ms: await result, took: await took, steps: steps() };
}

describe("a step on a device", () => {
  it.each([0.2, 1, 2, 10, 60])("of %d ms is measured despite readbacks of 100 ms", async (step) => {
    const { ms } = await measured({ step, readback: () => 100 });
    expect(ms).toBeCloseTo(step, 6);
  });

  it("is measured if reading back costs nothing, after a few long steps", async () => {
    const { ms, steps } = await measured({ step: 60, first: 900 });
    expect(ms).toBeCloseTo(60, 6);
    expect(steps).toBeLessThanOrEqual(7);
  });

  it("is measured if results are polled every 100 ms only", async () => {
    for (const step of [0.5, 2, 7]) {
      const { ms } = await measured({ step, readback: (now) => 100 - (now % 100) });
      expect(ms).toBeGreaterThan(step / 2.5);
      expect(ms).toBeLessThan(step * 2.5);
    }
  });

  it("is measured although readbacks take 1 to 15 ms", async () => {
    for (const late of [0, 1, 2, 3, 4, 5, 6]) {
      const { ms } = await measured({ step: 1, readback: (_, reads) => (reads % 7 === late ? 15 : 1) });
      expect(ms).toBeGreaterThan(0.6);
      expect(ms).toBeLessThan(1.6);
    }
  });

  it("is never negative, even if the longer run returned sooner", async () => {
    const { ms } = await measured({ step: 0.001, readback: (_, reads) => 30 - (reads % 5) });
    expect(ms).toBeGreaterThan(0);
    expect(ms).toBeLessThan(0.1);
  });

  it("is not awaited beyond the limit: neither the first one nor the others", async () => {
    expect(await measured({ step: 1, first: 5000 }, 4000)).toMatchObject({ ms: null, took: 4000 });
    expect(await measured({ step: 3000 }, 4000)).toMatchObject({ ms: null, took: 7000 });
  });

  it("is estimated from the runs within the limit", async () => {
    const { ms, took } = await measured({ step: 20 }, 100);
    expect(ms).toBeCloseTo(20, 6);
    expect(took).toBeLessThanOrEqual(200);
  });
});

it("a processor's step is complete when the call returns: exactly three of them are timed", async () => {
  let steps = 0;
  const trainer: Timed = {
    asynchronous: false,
    compile: async () => ({ mode: "eager", reason: "no-compiler", detail: "" }),
    advance() {
      steps++;
      vi.advanceTimersByTime(8);
    },
    losses: async () => new Float32Array(1),
  };
  const result = measureSteps(trainer, millis(4000));
  await vi.runAllTimersAsync();
  expect(await result).toBeCloseTo(8, 6);
  expect(steps).toBe(4);
});
