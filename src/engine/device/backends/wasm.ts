/** WebAssembly with SIMD, on one thread. */
import { engine, env } from "@tensorflow/tfjs-core";
import { setWasmPaths, type BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import { registerConvWasm } from "../kernels/conv.wasm";
import { registerElementwiseWasm } from "../kernels/elementwise.wasm";
import { registerMatMulWasm } from "../kernels/matMul.wasm";
import { registerSumWasm } from "../kernels/sum.wasm";
import { keepFactory } from "./factory";
import type { StartOptions } from "./options";

const register = keepFactory("wasm");
let located = false;

/** Registers the backend and its kernels. Rejects if WebAssembly is disabled. */
export async function prepare({ wasmPaths }: StartOptions) {
  if (typeof WebAssembly === "undefined") throw new Error("WebAssembly is switched off");
  // Its threads need headers that static hosts do not set, and break when bundled: tfjs re-stringifies its factory.
  env().set("WASM_HAS_MULTITHREAD_SUPPORT", false);
  // May be called once only.
  if (!located) setWasmPaths(wasmPaths);
  located = true;
  register();
  registerMatMulWasm();
  registerConvWasm();
  registerElementwiseWasm();
  registerSumWasm();
}

/** The part of Emscripten's module that is used; tfjs has no types for it. */
interface Heap {
  /** The address of this many allocated bytes; 0 if memory is full. */
  _malloc(bytes: number): number;
}

const watched = new WeakSet<Heap>();

/** Makes a failed allocation an error: TensorFlow.js would take the 0 of a full memory for an address and overwrite what is there. */
export function started({ onLost }: StartOptions) {
  const { wasm: heap } = engine().backend as BackendWasm & { readonly wasm: Heap };
  if (watched.has(heap)) return;
  watched.add(heap);
  let malloc = heap._malloc.bind(heap);
  const checked = (bytes: number): number => {
    const address = malloc(bytes);
    if (address !== 0) return address;
    const detail = `WASM has no room for ${bytes} more bytes`;
    onLost(detail, "full");
    throw new Error(detail);
  };
  // Emscripten's function replaces itself at its first call.
  Object.defineProperty(heap, "_malloc", { get: () => checked, set: (next: typeof malloc) => { malloc = next; } });
}
