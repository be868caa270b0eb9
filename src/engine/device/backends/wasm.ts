/** WebAssembly with SIMD, on one thread. */
import { env } from "@tensorflow/tfjs-core";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import { registerAdamWasm } from "../kernels/adam.wasm";
import { registerConvWasm } from "../kernels/conv.wasm";
import { registerElementwiseWasm } from "../kernels/elementwise.wasm";
import { registerMatMulWasm } from "../kernels/matMul.wasm";
import { registerSumWasm } from "../kernels/sum.wasm";
import { keepFactory } from "./factory";
import type { StartOptions } from "./options";

const register = keepFactory("wasm");
let located = false;

export async function prepare({ wasmPaths }: StartOptions) {
  if (typeof WebAssembly === "undefined") throw new Error("WebAssembly is switched off");
  // Its threads need headers that static hosts do not set, and break when bundled: tfjs re-stringifies its factory.
  env().set("WASM_HAS_MULTITHREAD_SUPPORT", false);
  // May be called once only.
  if (!located) setWasmPaths(wasmPaths);
  located = true;
  register();
  registerAdamWasm();
  registerMatMulWasm();
  registerConvWasm();
  registerElementwiseWasm();
  registerSumWasm();
}
