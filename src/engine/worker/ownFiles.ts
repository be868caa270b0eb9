/** Files next to a worker's script: the .wasm files of tfjs' WASM backend. */
import wasmPlain from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url";
import wasmSimd from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url";

export const wasmPaths: Readonly<Record<string, string>> = {
  "tfjs-backend-wasm.wasm": wasmPlain,
  "tfjs-backend-wasm-simd.wasm": wasmSimd,
  // Never loaded, as threads are off, but tfjs requires an address.
  "tfjs-backend-wasm-threaded-simd.wasm": wasmSimd,
};
