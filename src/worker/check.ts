/**
 * Both ends of the worker that computes a GPU's steps again, on WASM, or in plain JavaScript where that does not start. What is compared, when, and
 * what follows from it is `engine/check/selfCheck.ts`'s business.
 */
import { millis } from "../core/ids";
import type { Backend } from "../core/runConfig";
import { startBackend } from "../engine/device/backends/start";
import { compareWithEager, type Checker, type Comparison } from "../engine/check/compareWithEager";
import { buffersOf, tensorBuffers, type ComputedStep } from "../engine/trainer/computedStep";
import { connect, serve as serveCommands, TookTooLong, type Rpc, type WorkerPort } from "./rpc";
import { wasmPaths } from "./wasmPaths";

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

/** One step at a time: they share the backend. `early`: what has come before this was loaded. */
export function serve(early: readonly MessageEvent[]): void {
  const started = start();
  serveCommands<CheckCommands>(early, () => ({
    compare: async (step) => ({ reference: await started, agreement: await compareWithEager(step), before: step.before }),
  }), { inOrder: true, buffersOf: ({ before }) => tensorBuffers(before.tensors) });
}

/** After this time a comparison is given up. The slowest step measured took 5 s. */
const PATIENCE = millis(30_000);

/** Spawns the worker at once, and another one when that has failed and is asked again. */
export function checkerIn(spawn: () => WorkerPort): Checker {
  let rpc: Rpc<CheckCommands> | null = null;
  const connected = (): Rpc<CheckCommands> => {
    const started = connect<CheckCommands>(spawn(), {
      onFailure: (message) => started.end(new Error(`The checking worker failed: ${message || "it did not load"}`)),
    });
    return started;
  };
  try {
    rpc = connected();
  } catch {
    // Whoever asks is told why.
  }
  return {
    async compare(step) {
      if (!rpc || rpc.ended) rpc = connected();
      try {
        return await rpc.call("compare", step, { transfer: buffersOf(step), limit: PATIENCE });
      } catch (error) {
        throw error instanceof TookTooLong ? new Error(`No comparison within ${PATIENCE / 1000} s`) : error;
      }
    },
    dispose: () => rpc?.end(new Error("The checking worker was ended")),
  };
}
