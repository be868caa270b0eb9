import { expect, test, vi } from "vitest";
import { loadOnce } from "./loadOnce";

test("loads once, and again a while after a failure", async () => {
  vi.useFakeTimers();
  const load = vi.fn(() => Promise.reject<string>(new Error("no network")));
  const fetched = loadOnce(load, 1000);
  await expect(fetched()).rejects.toThrow("no network");
  vi.advanceTimersByTime(999);
  await expect(fetched()).rejects.toThrow("no network");
  expect(load).toHaveBeenCalledTimes(1);
  load.mockResolvedValue("here");
  vi.advanceTimersByTime(1);
  expect(await fetched()).toBe("here");
  vi.advanceTimersByTime(5000);
  expect(await fetched()).toBe("here");
  expect(load).toHaveBeenCalledTimes(2);
  vi.useRealTimers();
});
