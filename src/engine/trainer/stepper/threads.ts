/** The threads that help the one that trains with compiled steps: how to start one, and whether that can be done at all. */
import type { ThreadJob } from "../../../compiler/wasm/threads/help";

/** What is needed of a `Worker`, so that tests can stand in for it. It does with a job what `help` in compiler/wasm/threads/help.ts does. */
export interface ThreadPort {
  postMessage(job: ThreadJob): void;
  terminate(): void;
  /** Where it cannot start, or breaks off. */
  onerror: ((event: ErrorEvent) => unknown) | null;
}

let spawn: (() => ThreadPort) | null = null;

/** Says how threads are started from now on; nobody helps before, or with null. */
export function setThreadFactory(how: (() => ThreadPort) | null): void {
  spawn = how;
}

/** A page has memory that can be shared only where it is isolated from other origins. */
export const threadsAreAvailable = (): boolean =>
  spawn !== null && typeof SharedArrayBuffer === "function" && Reflect.get(globalThis, "crossOriginIsolated") !== false;

/** Starts one for each job. Call it only where threads are available. `failed`: one cannot start, or has broken off. */
export const startThreads = (jobs: readonly ThreadJob[], failed: (thread: ThreadPort) => void): ThreadPort[] => jobs.map((job) => {
  const thread = spawn!();
  thread.onerror = (event) => {
    event.preventDefault(); // otherwise it would be an error of the worker that trains
    thread.terminate();
    failed(thread);
  };
  thread.postMessage(job);
  return thread;
});
