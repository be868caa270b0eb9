/** Gathers what changes many times a second, so that the page is drawn at most ten times a second because of it. */
import type { State, Store } from "../state/store";

/** A number that changes faster than this cannot be read. */
const EVERY_MS = 100;

export interface Patches {
  /** Soon. */
  add(patch: Partial<State>): void;
  /** At once, with everything gathered. */
  now(patch: Partial<State>): void;
  /** What was gathered is of a former run. */
  drop(): void;
}

export function createPatches(store: Store): Patches {
  let gathered: Partial<State> = {};
  let timer: ReturnType<typeof setTimeout> | undefined;
  let flushedAt = -Infinity;

  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    flushedAt = performance.now();
    const patch = gathered;
    gathered = {};
    store.setState(patch);
  };
  return {
    add(patch) {
      gathered = { ...gathered, ...patch };
      timer ??= setTimeout(flush, Math.max(0, flushedAt + EVERY_MS - performance.now()));
    },
    now(patch) {
      gathered = { ...gathered, ...patch };
      flush();
    },
    drop() {
      clearTimeout(timer);
      timer = undefined;
      gathered = {};
    },
  };
}
