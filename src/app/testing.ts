/**
 * A page without its panels, over a worker that tests play themselves. Every test of a file that imports this has a clock of its own,
 * and what it opened is ended after it. Not part of the page.
 */
import { afterEach, beforeEach, vi } from "vitest";
import type { Visibility } from "../state/pageParts";
import { createFrames } from "../state/frames";
import { createSeries } from "../state/series";
import { createAppStore } from "../state/createAppStore";
import { createFakeWorker, type FakeWorker } from "./fakeWorker";
import { createSession } from "./session";
import type { Address } from "./address";
import { createBackendMemory } from "./backendMemory";

export const sessions: { dispose(): void }[] = [];

export function setUp(fragment = "", framed = false) {
  const workers: FakeWorker[] = [];
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
  const store = createAppStore();
  const series = createSeries();
  const frames = createFrames();
  const spawn = () => {
    workers.push(createFakeWorker());
    return workers.at(-1)!.port;
  };
  const session = createSession({ store, series, frames, spawn, address, visibility, framed, memory: createBackendMemory(() => storage) });
  sessions.push(session);
  return {
    session, store, series, frames, workers, written, stored, pushed,
    get worker() { return workers.at(-1)!; },
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

export const settled = () => vi.advanceTimersByTimeAsync(0);
/** The code it rejects with. */
export const codeOf = (promise: Promise<unknown>) => promise.then(() => "none", ({ code }: { code: string }) => code);
/** Until the check passes: for what waits for the database, whose tasks no virtual clock counts. */
export const eventually = (check: () => unknown) => vi.waitFor(check, 5000);
export const soon = () => vi.advanceTimersByTimeAsync(300);

/** A page whose run is open. */
export async function openRoom(fragment = "") {
  const room = setUp(fragment);
  void room.session.start();
  await settled();
  room.worker.opened();
  await settled();
  return room;
}

/** For every test of the file that calls it. */
export function onVirtualClock(): void {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    sessions.splice(0).forEach((session) => session.dispose());
    vi.useRealTimers();
  });
}

export const memory = { tensors: 1, bytes: 1, heapBytes: null, gpuBytes: null };
