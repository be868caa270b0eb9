import { afterEach, expect, it, vi } from "vitest";
import { Restarts } from "./restarts";

afterEach(() => void vi.useRealTimers());

it("two losses within a minute always allow a restart; the third one does not, and later ones may", () => {
  vi.useFakeTimers();
  const restarts = new Restarts();
  const after = (ms: number) => {
    vi.advanceTimersByTime(ms);
    return restarts.recordLoss();
  };
  expect(Array.from({ length: 50 }, () => after(30_000))).toEqual(Array.from({ length: 50 }, () => true));
  expect([after(60_000), after(30_000), after(29_999), after(0), after(0), after(0)]).toEqual([true, true, false, true, true, false]);
});
