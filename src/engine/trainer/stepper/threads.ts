/** Helper threads of compiled steps: how to start one, and whether that is possible. */
import type { ThreadJob } from "step-compiler/wasm/threads/help";

/** The part of `Worker` that is used, so that tests can replace it. It passes each job to `help` in the compiler’s wasm/threads/help.ts. */
export interface ThreadPort {
  postMessage(job: ThreadJob): void;
  terminate(): void;
  /** Called when it cannot start or throws. */
  onerror: ((event: ErrorEvent) => unknown) | null;
}

let spawn: (() => ThreadPort) | null = null;

/** Sets how threads are started; until then, or with null, there are none. */
export function setThreadFactory(how: (() => ThreadPort) | null): void {
  spawn = how;
}

/** Returns whether threads can be started: shared memory needs a page that is isolated from other origins. */
export const threadsAreAvailable = (): boolean =>
  spawn !== null && typeof SharedArrayBuffer === "function" && Reflect.get(globalThis, "crossOriginIsolated") !== false;

/** Starts a thread for each job. Call it only if threads are available. `failed` is called later when one cannot start or throws. */
export const startThreads = (jobs: readonly ThreadJob[], failed: (thread: ThreadPort) => void): ThreadPort[] => jobs.map((job) => {
  const thread = spawn!();
  const fail = () => {
    thread.terminate();
    failed(thread);
  };
  thread.onerror = fail;
  try {
    thread.postMessage(job);
  } catch { // a browser that does not send shared memory to it
    queueMicrotask(fail);
  }
  return thread;
});
