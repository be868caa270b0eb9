import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { step } from "../../core/run/ids";
import { createAppStore } from "../../state/createAppStore";
import { createRewinding } from "./rewinding";

const keyframes = [0, 10, 30, 100].map((at) => step(at));

function rewinding() {
  const store = createAppStore({ keyframes, step: step(120) });
  const asked: (number | null)[] = [];
  const call = vi.fn((_: string, { to }: { to: number | null }) => {
    asked.push(to);
    return Promise.resolve({ step: step(to ?? 120) });
  });
  return { store, asked, call, ...createRewinding(store, { call }) };
}

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

it("shows the nearest keyframe, and requests each once", async () => {
  const { store, asked, rewind } = rewinding();
  expect(await rewind(22)).toBe(30);
  expect(store.getState().rewound).toBe(30);
  expect(await rewind(28)).toBe(30);
  expect(asked).toEqual([30]);
});

it("returns to the current step for null, for a step not yet made, and without keyframes", async () => {
  const { store, asked, rewind } = rewinding();
  for (const now of [null, 120, 5000]) {
    await rewind(10);
    expect(await rewind(now)).toBe(120);
    expect(store.getState().rewound).toBeNull();
  }
  store.setState({ keyframes: [] });
  expect(await rewind(10)).toBe(120);
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
  const { store, call, rewind } = rewinding();
  call.mockResolvedValueOnce({ step: step(10) });
  expect(await rewind(28)).toBe(10);
  expect(store.getState().rewound).toBe(10);
  call.mockImplementationOnce(async () => {
    store.setState({ rewound: step(100) });
    return { step: step(10) };
  });
  await rewind(28);
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
