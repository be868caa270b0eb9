import { afterEach, expect, test, vi } from "vitest";
import { lockedRuns, lockRun } from "./runLocks";

afterEach(() => { vi.unstubAllGlobals(); });

const refuses = () => { throw new DOMException("denied", "SecurityError"); };

test.each([
  ["throws", { request: refuses, query: refuses }],
  ["rejects", { request: () => Promise.reject(new DOMException("denied", "SecurityError")), query: () => Promise.reject(new Error("denied")) }],
])("where a lock is refused by a call that %s, each tab writes its run, and none counts as locked", async (_, locks) => {
  vi.stubGlobal("navigator", { locks });
  expect(await lockRun("a")).toBeTypeOf("function");
  expect(await lockedRuns()).toEqual(new Set());
});

test("where another tab has the lock, the run is not written here", async () => {
  vi.stubGlobal("navigator", { locks: { request: () => Promise.reject(new DOMException("late", "TimeoutError")) } });
  expect(await lockRun("a")).toBeNull();
});
