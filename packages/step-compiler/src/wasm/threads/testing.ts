/** For tests in Node: workers that run a job as `help.ts` does. */
import { Worker } from "node:worker_threads";
import type { ThreadJob } from "./help";

const HELPER = `
  const { parentPort } = require("node:worker_threads");
  parentPort.once("message", ({ module, memory, scratch }) => {
    const { exports } = new WebAssembly.Instance(module, { env: { memory, scratch } });
    parentPort.postMessage("ready");
    exports.serve();
  });
`;

export interface NodeThread {
  postMessage(job: ThreadJob): void;
  terminate(): void;
  /** Never called. */
  onerror: null;
  /** Resolves when the thread is about to start on its job. */
  readonly ready: Promise<unknown>;
  readonly ended: Promise<unknown>;
}

const started: Worker[] = [];

/** Starts a thread that waits for one job. */
export function nodeThread(): NodeThread {
  const worker = new Worker(HELPER, { eval: true });
  started.push(worker);
  return {
    postMessage: (job) => { worker.postMessage(job); },
    terminate: () => void worker.terminate(),
    onerror: null,
    ready: new Promise((resolve) => void worker.once("message", resolve)),
    ended: new Promise((resolve) => void worker.once("exit", resolve)),
  };
}

/** Terminates all threads that were started. */
export const endNodeThreads = async (): Promise<void> => void await Promise.all(started.splice(0).map((worker) => worker.terminate()));
