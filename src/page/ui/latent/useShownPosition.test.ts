import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { step } from "../../../core/run/ids";
import { createAppStore } from "../../state/createAppStore";
import { createFrames } from "../../state/frames";
import { followPosition, WITHOUT_PICTURE_MS } from "./useShownPosition";

beforeEach(() => { vi.useFakeTimers(); });
afterEach(() => { vi.useRealTimers(); });

function followed() {
  const store = createAppStore();
  store.setState({ z: [0, 0] });
  const frames = createFrames();
  const shown: (readonly number[])[] = [];
  const stop = followPosition(store, frames, () => shown.push(store.getState().z));
  shown.length = 0;
  return {
    shown, stop,
    move: (...z: number[]) => store.setState({ z }),
    picture: () => frames.publish({ kind: "decoded", step: step(1), z: [0, 0], movedAt: null, values: new Float32Array(784) }),
  };
}

it("shows the position with the next picture, not with each move", () => {
  const { shown, move, picture } = followed();
  for (let i = 1; i <= 5; i++) move(i, i);
  expect(shown).toEqual([]);
  picture();
  expect(shown).toEqual([[5, 5]]);
  vi.advanceTimersByTime(10 * WITHOUT_PICTURE_MS);
  expect(shown).toEqual([[5, 5]]);
});

it("shows it soon if no picture comes, and at most that often", () => {
  const { shown, move } = followed();
  for (let i = 0; i < 100; i++) {
    move(i, i);
    vi.advanceTimersByTime(10);
  }
  vi.advanceTimersByTime(WITHOUT_PICTURE_MS);
  expect(shown.length).toBeGreaterThan(8);
  expect(shown.length).toBeLessThan(12);
  expect(shown.at(-1)).toEqual([99, 99]);
});

it("shows none after it has ended", () => {
  const { shown, stop, move, picture } = followed();
  move(1, 2);
  stop();
  picture();
  vi.advanceTimersByTime(10 * WITHOUT_PICTURE_MS);
  expect(shown).toEqual([]);
});
