/** Starts helper threads in browsers, Deno and Node. */
import type { ThreadJob } from "../wasm/threads/help";

export interface Thread {
  terminate(): void;
}

/** The helper's program does what `help.ts` does. It is a text, so that no bundler has to find a second file. */
const PROGRAM = `
  const serve = ({ module, memory, scratch }) => new WebAssembly.Instance(module, { env: { memory, scratch } }).exports.serve();
  if (typeof require === "function") require("node:worker_threads").parentPort.once("message", serve);
  else self.onmessage = ({ data }) => serve(data);
`;

/** The address of the program for workers. */
let address: string | undefined;

/** The parts of Node that are used. Its types are not installed where the package is used in browsers. */
interface NodeThread extends Thread {
  unref(): void;
  on(event: "error", listener: () => void): void;
  postMessage(job: ThreadJob): void;
}
interface Node {
  getBuiltinModule(name: "node:worker_threads"): { readonly Worker: new (program: string, options: { readonly eval: true }) => NodeThread };
}

/** Starts a thread for a job. `failed` is called when it cannot start or throws; steps do not wait for a thread that never began. */
export function startThread(job: ThreadJob, failed: (thread: Thread) => void): Thread {
  if (typeof Worker === "undefined") {
    const { Worker: NodeWorker } = (Reflect.get(globalThis, "process") as Node).getBuiltinModule("node:worker_threads");
    const thread = new NodeWorker(PROGRAM, { eval: true });
    thread.unref(); // A helper that waits for the next step keeps no process alive.
    thread.on("error", () => failed(thread));
    thread.postMessage(job);
    return thread;
  }
  address ??= URL.createObjectURL(new Blob([PROGRAM], { type: "text/javascript" }));
  const thread = new Worker(address, { type: "module" }); // Deno has no other workers
  thread.onerror = (event) => {
    event.preventDefault();
    thread.terminate();
    failed(thread);
  };
  thread.postMessage(job);
  return thread;
}
