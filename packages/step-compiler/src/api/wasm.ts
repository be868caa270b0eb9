/** Runs steps on WebAssembly. Helper threads may share them. */
import type { Graph } from "../ir/graph";
import { plan } from "../passes";
import { compileWasm } from "../wasm/compileWasm";
import type { Runner } from "./runner";
import { startThread } from "./threads";

/** The most threads of a step: each helper is a worker with its own instance of the step's code. */
const MOST_THREADS = 64;

/** Compiles a graph. Rejects if there is no SIMD, no shared memory for several threads, or no such number of threads. */
export async function onWasm(graph: Graph, threads: number): Promise<Runner> {
  if (!Number.isInteger(threads) || threads < 1 || threads > MOST_THREADS) {
    throw new RangeError(`A step runs on 1 to ${MOST_THREADS} threads, not on ${threads}. More than the machine has cores make it slower`);
  }
  if (threads > 1 && (typeof SharedArrayBuffer !== "function" || Reflect.get(globalThis, "crossOriginIsolated") === false)) {
    throw new Error("Several threads need shared memory, which a page has only if it is cross-origin isolated: its server sends the headers Cross-Origin-Opener-Policy and Cross-Origin-Embedder-Policy. With threads: 1 the step needs none");
  }
  const planned = plan(graph);
  const step = await compileWasm(planned, { threads });
  let helpers = step.jobs.map((job) => startThread(job, (failed) => { helpers = helpers.filter((one) => one !== failed); }));
  return {
    kernels: planned.kernels.length,
    bytes: step.bytes,
    get threads() { return 1 + helpers.length; },
    names: { inputs: new Set(Object.keys(planned.inputs)), outputs: new Set(Object.keys(planned.outputs)) },
    write: (name, value) => step.view(name).set(value),
    run: () => step.run(),
    read: (name) => Promise.resolve(step.view(name).slice()),
    dispose() {
      step.dispose();
      for (const helper of helpers) helper.terminate();
    },
  };
}
