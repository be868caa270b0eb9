/** For tests in Node: workers that do with a job what `help.ts` does. */
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
  /** Settles when it is about to help with the job that it was sent. */
  readonly ready: Promise<unknown>;
  readonly ended: Promise<unknown>;
}

const started: Worker[] = [];

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

/** Ends all that were started. */
export const endNodeThreads = async (): Promise<void> => void await Promise.all(started.splice(0).map((worker) => worker.terminate()));
