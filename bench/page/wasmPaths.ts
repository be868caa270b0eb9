/** Where the build has put the files of tfjs' WASM backend. */
import wasmPlain from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url";
import wasmSimd from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url";

export const wasmPaths = {
  "tfjs-backend-wasm.wasm": wasmPlain,
  "tfjs-backend-wasm-simd.wasm": wasmSimd,
  // Never loaded, as threads are off: they need headers that static hosts do not set. tfjs insists on an address.
  "tfjs-backend-wasm-threaded-simd.wasm": wasmSimd,
};
