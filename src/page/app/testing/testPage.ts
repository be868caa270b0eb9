/**
 * A page without its panels, whose worker is a `FakeWorker`. Not part of the page.
 */
import { afterEach, beforeEach, vi } from "vitest";
import type { Visibility } from "../../../core/browser/visibility";
import { createShownRun } from "../../state/shownRuns";
import { describingWorker } from "../../../subject/models/testing";
import { createFakeWorker, type FakeWorker } from "./fakeWorker";
import { createSession } from "../session";
import type { Address } from "../address";
import { createBackendMemory } from "../backendMemory";

/** The sessions that the current test has opened; `onVirtualClock` disposes of them after it. */
export const sessions: { dispose(): void }[] = [];

/** Returns a page at this fragment that has not started yet, with everything that tests need to drive it. */
export function setUp(fragment = "", framed = false, keeps = false, isFile = false) {
  const workers: FakeWorker[] = [];
  /** The workers that execute programs. */
  const executors: ReturnType<typeof describingWorker>[] = [];
  const written: string[] = [];
  let changed = () => undefined as void;
  let mark: number | null = null;
  const pushed: { fragment: string; mark: number }[] = [];
  const address: Address & { now: string } = {
    now: fragment,
    push: (fragment, mark) => void pushed.push({ fragment, mark }),
    mark: () => mark,
    stamp: (next) => { mark = next; },
    fragment: () => address.now,
    mend: () => null,
    withFragment: (next) => `http://room/#${next}`,
    replace: (next) => {
      address.now = next;
      written.push(next);
    },
    onChange: (listener) => {
      changed = listener;
      return () => undefined;
    },
  };
  const stored = new Map<string, string>();
  const storage = {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
    removeItem: (key: string) => void stored.delete(key),
  };
  let hidden = false;
  let seenOrHidden = () => undefined as void;
  const visibility: Visibility = {
    get hidden() { return hidden; },
    onChange(listener) {
      seenOrHidden = listener;
      return () => undefined;
    },
  };
  const { store, series, frames } = createShownRun();
  const spawn = (name: string) => {
    if (name === "code") {
      executors.push(describingWorker());
      return executors.at(-1)!;
    }
    workers.push(createFakeWorker());
    return workers.at(-1)!.port;
  };
  const session = createSession({ store, series, frames, spawn, address, visibility, framed, keeps, isFile, memory: createBackendMemory(() => storage) });
  sessions.push(session);
  return {
    session, store, series, frames, workers, executors, written, stored, pushed,
    get worker() { return workers.at(-1)!; },
    get mark() { return mark; },
    follow(next: string, at: number | null = null) {
      address.now = next;
      mark = at;
      changed();
    },
    hide(now: boolean) {
      hidden = now;
      seenOrHidden();
    },
    state: () => store.getState(),
  };
}

/** Resolves when pending promises have been handled. */
export const settled = () => vi.advanceTimersByTimeAsync(0);
/** Resolves to the code with which the promise rejects; "none" if it resolves. */
export const codeOf = (promise: Promise<unknown>) => promise.then(() => "none", ({ code }: { code: string }) => code);
/** Resolves when the check passes: for what waits for the database, whose tasks no virtual clock counts. */
/** Advances the clock beyond the delays of settings and pictures. */
export const soon = () => vi.advanceTimersByTimeAsync(300);

/** Returns a page whose run is open. */
export async function openPage(fragment = "") {
  const page = setUp(fragment);
  void page.session.start();
  await settled();
  page.worker.opened();
  await settled();
  return page;
}

/** Gives every test of the file a virtual clock, and disposes of its sessions. */
export function onVirtualClock(): void {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    sessions.splice(0).forEach((session) => session.dispose());
    vi.useRealTimers();
  });
}

/** A worker's report of its memory. */
export const memory = { tensors: 1, bytes: 1, heapBytes: null, gpuBytes: null, dataBytes: 0, historyBytes: 0 };
