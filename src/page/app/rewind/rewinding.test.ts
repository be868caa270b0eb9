import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ElboError } from "../../../core/errors";
import type { Caller } from "../../../core/newest";
import { runId, step } from "../../../core/run/ids";
import { createAppStore } from "../../state/createAppStore";
import type { RunKeeper } from "../run/runKeeper";
import { createRewinding } from "./rewinding";

const keyframes = [0, 10, 30, 100].map((at) => step(at));

function rewinding() {
  const store = createAppStore({ keyframes, step: step(120) });
  /** The steps that the worker was asked to show. */
  const asked: (number | null)[] = [];
  const call = vi.fn((command: string, params: { to?: number | null; step?: number } | null, _?: Caller): Promise<unknown> => {
    if (command === "rewind") asked.push(params!.to!);
    return Promise.resolve({ step: step(params?.to ?? params?.step ?? 120) });
  });
  return { store, asked, call, ...createRewinding(store, { call: call as RunKeeper["call"] }) };
}

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

it("shows the nearest keyframe while the handle is dragged, and requests each once", async () => {
  const { store, asked, call, rewindNear } = rewinding();
  expect(await rewindNear(22)).toBe(30);
  expect(store.getState().rewound).toBe(30);
  expect(await rewindNear(28)).toBe(30);
  expect(call).toHaveBeenCalledTimes(1);
  expect(asked).toEqual([30]);
});

describe("a step without a keyframe", () => {
  it("is recomputed and then shown, the nearest keyframe until then", async () => {
    const { store, asked, rewind } = rewinding();
    const shown = rewind(22);
    expect(store.getState()).toMatchObject({ rewound: 30, recomputing: { step: 22, progress: 0 } });
    expect(await shown).toBe(22);
    expect(store.getState()).toMatchObject({ rewound: 22, recomputing: null, notices: [] });
    expect(asked).toEqual([30, 22]);

    // Its neighbour is nearer to it than to any keyframe.
    await rewind(23);
    expect(asked).toEqual([30, 22, 23]);
    await rewind(23);
    await rewind(10);
    expect(asked).toEqual([30, 22, 23, 10]);
  });

  /** Returns a run that is asked for step 22; `answer` settles the worker's answer. */
  async function waiting() {
    const room = rewinding();
    let answer: { resolve: (found: { step: number }) => void; reject: (error: ElboError) => void };
    room.call.mockImplementationOnce(async () => ({ step: step(30) }));
    room.call.mockImplementationOnce(() => new Promise((resolve, reject) => { answer = { resolve, reject }; }));
    const shown = room.rewind(22);
    await vi.advanceTimersByTimeAsync(0);
    return { ...room, shown, answer: answer! };
  }

  it.each<[string, (room: Awaited<ReturnType<typeof waiting>>) => unknown, number | null]>([
    ["another step", ({ rewind }) => rewind(10), 10],
    ["a step that is recomputed, too", ({ rewind }) => rewind(40), 40],
    ["the current step", ({ rewind }) => rewind(null), null],
    ["dragging", ({ rewindNear }) => rewindNear(90), 100],
    ["training", ({ store }) => { store.setState({ phase: "training" }); }, 30],
    ["a fork", ({ store }) => { store.setState({ forking: 0 }); }, 30],
  ])("is cancelled by %s", async (_, act, rewound) => {
    const room = await waiting();
    const { store, call, shown, answer } = room;
    await act(room);
    expect(call.mock.calls.find(([command]) => command === "keyframeAt")?.[2]?.signal?.aborted).toBe(true);
    answer.resolve({ step: 22 });
    expect(await shown).toBe(rewound ?? 120);
    expect(store.getState()).toMatchObject({ rewound, recomputing: null, notices: [] });
  });

  it("is not shown in another run", async () => {
    const { store, asked, shown, answer } = await waiting();
    store.setState({ run: runId(7), rewound: null, recomputing: null });
    answer.resolve({ step: 22 });
    await shown;
    expect([store.getState().rewound, store.getState().notices, asked]).toEqual([null, [], []]);
  });

  it.each(["internal", "superseded"] as const)("that cannot be recomputed (%s) leaves the nearest keyframe displayed; the page says so unless it was cancelled", async (code) => {
    const { store, shown, answer } = await waiting();
    answer.reject(new ElboError(code, ""));
    expect(await shown).toBe(30);
    expect(store.getState()).toMatchObject({ rewound: 30, recomputing: null, notices: code === "internal" ? [{ kind: "not-recomputed", step: 22 }] : [] });
  });

  it("before the start of the run is not recomputed, and the page says so", async () => {
    const { store, shown, answer } = await waiting();
    answer.resolve({ step: 30 });
    expect(await shown).toBe(30);
    expect(store.getState()).toMatchObject({ rewound: 30, recomputing: null, notices: [{ kind: "not-recomputed", step: 22 }] });
  });

  it("that the link requests is recomputed once the run has passed it and rests", async () => {
    const { store, asked } = rewinding();
    store.setState({ awaited: step(22), phase: "training" });
    store.setState({ step: step(130) });
    expect(asked).toEqual([]);
    store.setState({ phase: "paused" });
    await vi.runAllTimersAsync();
    expect(asked).toEqual([30, 22]);
    expect(store.getState()).toMatchObject({ rewound: 22, awaited: null });
  });
});

it("returns to the current step for null, for a step not yet made, and while dragged without keyframes", async () => {
  const { store, asked, rewind, rewindNear } = rewinding();
  for (const now of [null, 120, 5000]) {
    await rewind(10);
    expect(await rewind(now)).toBe(120);
    expect(store.getState().rewound).toBeNull();
  }
  store.setState({ keyframes: [] });
  expect(await rewindNear(10)).toBe(120);
  expect(asked).toEqual([10, null, 10, null, 10, null]);
});

it("shows the step that the link requests when the run has passed it, unless the reader has rewound before", async () => {
  const { store, asked, rewind } = rewinding();
  store.setState({ keyframes: [], step: step(0), awaited: step(30) });
  store.setState({ step: step(40), keyframes: [0, 10].map((at) => step(at)) });
  expect(asked).toEqual([]);
  store.setState({ keyframes });
  await vi.runAllTimersAsync();
  expect(asked).toEqual([30]);
  expect(store.getState()).toMatchObject({ rewound: 30, awaited: null });

  store.setState({ rewound: null, awaited: step(100) });
  await rewind(10);
  store.setState({ step: step(140) });
  expect(asked).toEqual([30, 10]);
});

it("waits for a step that the link requests until the run has passed it", async () => {
  const { store, asked } = rewinding();
  store.setState({ keyframes: [0, 10].map((at) => step(at)), step: step(20), awaited: step(30) });
  store.setState({ keyframes, step: step(30) });
  expect(asked).toEqual([]);
  store.setState({ step: step(31) });
  expect(asked).toEqual([30]);
});

it("shows the worker's nearest step if a keyframe was dropped, unless another step is displayed by then", async () => {
  const { store, call, rewindNear } = rewinding();
  call.mockResolvedValueOnce({ step: step(10) });
  expect(await rewindNear(28)).toBe(10);
  expect(store.getState().rewound).toBe(10);
  call.mockImplementationOnce(async () => {
    store.setState({ rewound: step(100) });
    return { step: step(10) };
  });
  await rewindNear(28);
  expect(store.getState().rewound).toBe(100);
  expect(call).toHaveBeenLastCalledWith("rewind", { to: 30 });
});

it("replays nothing without keyframes, and stops when another run replaces this one", async () => {
  const { store, asked, replay } = rewinding();
  store.setState({ keyframes: [] });
  replay();
  expect([asked, store.getState().replaying]).toEqual([[], false]);
  store.setState({ keyframes });
  replay();
  store.setState({ rewound: null });
  await vi.runAllTimersAsync();
  expect([asked, store.getState().replaying]).toEqual([[0], false]);
});

it("leaves the step that another link awaits, if that is opened during a replay", async () => {
  const { store, replay } = rewinding();
  replay();
  store.setState({ replaying: false, rewound: null, awaited: step(70), keyframes: [] });
  await vi.runAllTimersAsync();
  expect(store.getState().awaited).toBe(70);
});

it("replays all keyframes up to the current step, and stops when the reader rewinds", async () => {
  const { store, asked, rewind, replay } = rewinding();
  replay();
  expect(store.getState()).toMatchObject({ replaying: true, rewound: 0 });
  await vi.runAllTimersAsync();
  expect(asked).toEqual([0, 10, 30, 100, null]);
  expect(store.getState()).toMatchObject({ replaying: false, rewound: null });

  await rewind(10);
  replay();
  await vi.advanceTimersByTimeAsync(200);
  expect(store.getState().rewound).toBe(30);
  await rewind(0);
  await vi.runAllTimersAsync();
  expect(store.getState()).toMatchObject({ replaying: false, rewound: 0 });
});
