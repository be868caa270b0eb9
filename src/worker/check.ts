/** The worker that computes a GPU's steps again, on WASM, or in plain JavaScript where that does not start. */
import { ElboError } from "../core/errors";
import type { Backend } from "../core/runConfig";
import { startBackend } from "../engine/device/backends/start";
import type { CheckReply, CheckRequest } from "../engine/check/checker";
import { compareWithEager } from "../engine/check/compareWithEager";
import { tensorBuffers } from "../engine/trainer/computedStep";
import { wasmPaths } from "./wasmPaths";

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

/** Answers whoever has started this worker. `early`: what it has sent before. */
export function serve(early: readonly MessageEvent<CheckRequest>[]): void {
  const started = start();
  /** One at a time: they share the backend. */
  let last: Promise<unknown> = started;

  const answer = async ({ id, step }: CheckRequest): Promise<void> => {
    const post = (reply: CheckReply, transfer: ArrayBufferLike[]) => self.postMessage(reply, { transfer: transfer as ArrayBuffer[] });
    try {
      const comparison = { reference: await started, agreement: await compareWithEager(step), before: step.before };
      post({ id, comparison }, tensorBuffers(step.before.tensors));
    } catch (error) {
      post({ id, error: ElboError.of(error).toWire() }, []);
    }
  };
  const receive = ({ data }: MessageEvent<CheckRequest>) => {
    last = last.then(() => answer(data), () => answer(data));
  };
  early.forEach(receive);
  self.addEventListener("message", receive);
}
