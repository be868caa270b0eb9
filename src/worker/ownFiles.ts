/** Files next to a worker's script: the .wasm files of tfjs' WASM backend, and the script itself, for nested workers. */
import type {} from "../core/browser/packedFiles";
import wasmPlain from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url";
import wasmSimd from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url";

export const wasmPaths: Readonly<Record<string, string>> = {
  "tfjs-backend-wasm.wasm": wasmPlain,
  "tfjs-backend-wasm-simd.wasm": wasmSimd,
  // Never loaded, as threads are off, but tfjs requires an address.
  "tfjs-backend-wasm-threaded-simd.wasm": wasmSimd,
};

/** Starts a nested worker: the same script, which loads another program by its name. Most of its code is cached already. */
export function ownWorker(name: "check" | "thread"): Worker {
  const worker = new Worker(self.location.href, { type: globalThis.packedFiles ? "classic" : "module", name });
  worker.addEventListener("error", (event) => event.preventDefault()); // otherwise it would be an error of the worker that trains
  return worker;
}
