/** Where the .wasm files of tfjs' WASM backend are. */
import wasmPlain from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url";
import wasmSimd from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url";

export const wasmPaths: Readonly<Record<string, string>> = {
  "tfjs-backend-wasm.wasm": wasmPlain,
  "tfjs-backend-wasm-simd.wasm": wasmSimd,
  // Never loaded, as threads are off; tfjs insists on an address.
  "tfjs-backend-wasm-threaded-simd.wasm": wasmSimd,
};
