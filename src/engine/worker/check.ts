/**
 * Both ends of the worker that recomputes a GPU's steps on WASM, or in plain JavaScript if WASM does not start.
 * `engine/check/selfCheck.ts` decides what is compared and when, and acts on the result.
 */
import { millis } from "../../core/run/ids";
import type { Backend } from "../../core/run/runConfig";
import { startBackend } from "../device/backends/start";
import { timedComparison, type Checker, type Comparison } from "../check/compareWithEager";
import { buffersOf, tensorBuffers, type ComputedStep } from "../trainer/computedStep";
import { wasmPaths } from "./ownFiles";
import { connect, serve as serveCommands, CallTimeout, type Rpc, type WorkerPort } from "./rpc";
import { onAsked } from "./siblings";

export interface CheckCommands {
  compare: { params: ComputedStep; reply: Comparison };
}

async function start(): Promise<Backend> {
  const options = { wasmPaths, softwareWebgl: false, onLost: () => undefined };
  try {
    await startBackend("wasm", options);
    return "wasm";
  } catch {
    await startBackend("cpu", options);
    return "cpu";
  }
}

/** Serves comparisons, one at a time, because they share the backend. */
export function serve(): void {
  const started = start();
  onAsked((port) => {
    serveCommands<CheckCommands>(() => ({
      compare: async (step) => ({ reference: await started, ...(await timedComparison(step)), before: step.before }),
    }), { inOrder: true, buffersOf: ({ before }) => tensorBuffers(before.tensors), scope: port });
    port.start();
  });
}

/** Seconds after which a comparison is cancelled. The slowest comparison measured took 5 s. */
const TIMEOUT_S = 30;

/** Returns a checker in a worker. It is spawned at once, and again for the next comparison after a failure. */
export function workerChecker(spawn: () => WorkerPort): Checker {
  let rpc: Rpc<CheckCommands> | null = null;
  const spawned = () => rpc = connect<CheckCommands>(spawn(), {
    onFailure: (words) => rpc?.end(new Error(`The checking worker failed: ${words || "it did not load"}`)),
  });
  try {
    spawned();
  } catch {
    // `compare` tries again and rejects with the reason.
  }
  return {
    async compare(step) {
      const timeout = new CallTimeout(millis(1000 * TIMEOUT_S), `No comparison within ${TIMEOUT_S} s`);
      return (!rpc || rpc.ended ? spawned() : rpc).call("compare", step, { transfer: buffersOf(step), timeout });
    },
    dispose: () => rpc?.end(new Error("The checking worker was ended")),
  };
}
