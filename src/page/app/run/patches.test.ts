import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { step } from "../../../core/run/ids";
import { createFrames } from "../../state/frames";
import { createAppStore } from "../../state/createAppStore";
import type { State } from "../../state/store";
import type { Frame } from "../../../engine/worker/protocol";
import { createPatches } from "./patches";

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

const samples = (at: number): Frame => ({ kind: "samples", step: step(at), count: 0, pixels: new Uint8Array(0) });
const decoded = (at: number, ...z: number[]) => ({ kind: "decoded", step: step(at), z, movedAt: null as number | null, values: new Float32Array(0) } as const);

function opened() {
  const store = createAppStore();
  const frames = createFrames();
  const patches = createPatches(store, frames);
  patches.now({}); // the next write is in 100 ms
  return { store, frames, patches };
}

it("measure one frame at a time, and none of a hidden page, which draws none", () => {
  const frames: (() => void)[] = [];
  const page = { hidden: true };
  vi.stubGlobal("document", page);
  vi.stubGlobal("requestAnimationFrame", (draw: () => void) => frames.push(draw));
  try {
    const { patches } = opened();
    for (let i = 0; i < 5; i++) patches.now({});
    expect(frames).toHaveLength(0);
    page.hidden = false;
    for (let i = 0; i < 5; i++) patches.now({});
    expect(frames).toHaveLength(1);
    frames[0]!();
    vi.advanceTimersByTime(1);
    patches.now({});
    expect(frames).toHaveLength(2);
  } finally {
    vi.unstubAllGlobals();
  }
});

describe("pictures", () => {
  it("are shown with the numbers, and only then is the next one allowed", () => {
    const { store, frames, patches } = opened();
    const shown = vi.fn();
    patches.add({ step: step(7) });
    patches.addPicture(samples(7), shown);
    vi.advanceTimersByTime(90);
    expect([store.getState().step, frames.latest("samples"), shown.mock.calls.length]).toEqual([0, null, 0]);
    vi.advanceTimersByTime(20);
    expect([store.getState().step, frames.latest("samples")?.step, shown.mock.calls.length]).toEqual([7, 7, 1]);
  });

  it("of a position to which the reader has moved are shown at once; an older one is never shown after it", () => {
    const { frames, patches } = opened();
    const shown = vi.fn();
    patches.addPicture(decoded(1, 0, 0), shown);
    expect(frames.latest("decoded")?.step).toBe(1);
    patches.addPicture(decoded(2, 0, 0), shown);
    expect(frames.latest("decoded")?.step).toBe(1);
    patches.addPicture(decoded(3, 0, 1), shown);
    expect(frames.latest("decoded")?.step).toBe(3);
    vi.advanceTimersByTime(1000);
    expect(frames.latest("decoded")?.step).toBe(3);
    expect(shown).toHaveBeenCalledTimes(3);
  });

  it("of a class that the reader has chosen are shown at once, and the same with newer weights later", () => {
    const { frames, patches } = opened();
    patches.addPicture(decoded(1, 0, 0), vi.fn());
    patches.addPicture({ ...decoded(2, 0, 0), movedAt: 40 }, vi.fn());
    expect(frames.latest("decoded")?.step).toBe(2);
    patches.addPicture({ ...decoded(3, 0, 0), movedAt: 40 }, vi.fn());
    expect(frames.latest("decoded")?.step).toBe(2);
  });

  it("of a step to which the reader has rewound are shown at once", () => {
    const { store, frames, patches } = opened();
    store.setState({ rewound: step(3) });
    patches.addPicture(samples(3), vi.fn());
    expect(frames.latest("samples")?.step).toBe(3);
  });

  it("are dropped with a previous run's numbers; the progress of loading data, which belongs to no run, is not", () => {
    const { store, patches } = opened();
    const data = { trainImages: 60_000, trainImagesInAll: 60_000, testImages: 10_000, testImagesInAll: 10_000, bytes: 1, bytesInAll: 1 };
    patches.add({ step: step(7), data });
    patches.drop();
    vi.advanceTimersByTime(1000);
    expect(store.getState()).toMatchObject({ step: 0, data });
  });

  it("of a previous run are dropped, and others are allowed", () => {
    const { frames, patches } = opened();
    const shown = vi.fn();
    patches.addPicture(samples(7), shown);
    patches.drop();
    vi.advanceTimersByTime(1000);
    expect([frames.latest("samples"), shown.mock.calls.length]).toEqual([null, 1]);
  });
});

describe("how often", () => {
  /** Sends numbers for two seconds, more than can be drawn, while drawing takes this long. Returns how often they are drawn. */
  function timesShown(msEach: number, given: Partial<State> = {}): number {
    let now = 0;
    vi.spyOn(performance, "now").mockImplementation(() => now);
    vi.stubGlobal("requestAnimationFrame", (draw: () => void) => { draw(); });
    const { store, patches } = opened();
    store.setState(given);
    let times = 0;
    store.subscribe(() => {
      times++;
      now += msEach;
    });
    while (now < 2000) {
      patches.add({ step: step(now) });
      now += 10;
      vi.advanceTimersByTime(10);
    }
    return times;
  }
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });

  it.each([[0, 18, 20], [5, 18, 20], [14, 10, 12], [200, 6, 8]])("if drawing takes %d ms, they are drawn %d to %d times in two seconds", (ms, least, most) => {
    const times = timesShown(ms);
    expect(times).toBeGreaterThanOrEqual(least);
    expect(times).toBeLessThanOrEqual(most);
  });

  it("they are drawn half as often while the run's threads use every core", () => {
    const onTwoCores = (threads: number): Partial<State> => ({
      processor: { cores: 2, isolation: "isolated" },
      opened: { engine: { mode: "compiled", threads } } as never, // no other fields are read
    });
    expect(timesShown(9, onTwoCores(1))).toBeGreaterThanOrEqual(16);
    expect(timesShown(9, onTwoCores(2))).toBeLessThanOrEqual(10);
  });
});

it.each([[false, 18, 21], [true, 1, 2]])("numbers and pictures are written ten times a second also where timers are a second late, unless the page is hidden (%s)", (hidden, least, most) => {
  const { setTimeout: onTime } = globalThis;
  vi.stubGlobal("document", { hidden });
  vi.stubGlobal("setTimeout", (work: () => void, ms = 0) => onTime(work, Math.max(1000, ms)));
  const { store, patches } = opened();
  const written = vi.fn();
  store.subscribe(written);
  for (let at = 1; at <= 100; at++) {
    vi.advanceTimersByTime(20);
    patches.add({ step: step(at) });
  }
  vi.unstubAllGlobals();
  expect(written.mock.calls.length).toBeGreaterThanOrEqual(least);
  expect(written.mock.calls.length).toBeLessThanOrEqual(most);
});
