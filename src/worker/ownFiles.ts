/** What workers find beside their script: the .wasm files of tfjs' WASM backend, and the script itself, for workers of their own. */
import type {} from "../core/packedFiles";
import wasmPlain from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url";
import wasmSimd from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url";

export const wasmPaths: Readonly<Record<string, string>> = {
  "tfjs-backend-wasm.wasm": wasmPlain,
  "tfjs-backend-wasm-simd.wasm": wasmSimd,
  // Never loaded, as threads are off; tfjs insists on an address.
  "tfjs-backend-wasm-threaded-simd.wasm": wasmSimd,
};

/** A worker of this one: the same script, which by its name becomes another program. Most of its code is here already. */
export const ownWorker = (name: "check" | "thread"): Worker => new Worker(self.location.href, { type: globalThis.packedFiles ? "classic" : "module", name });
