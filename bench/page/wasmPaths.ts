/** The built addresses of the files of tfjs' WASM backend. */
import wasmPlain from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url";
import wasmSimd from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url";

export const wasmPaths = {
  "tfjs-backend-wasm.wasm": wasmPlain,
  "tfjs-backend-wasm-simd.wasm": wasmSimd,
  // This file is never loaded, as tfjs' threads are off; tfjs requires an address all the same.
  "tfjs-backend-wasm-threaded-simd.wasm": wasmSimd,
};
