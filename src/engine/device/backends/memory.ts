/** The memory in use by the active backend. */
import { engine, memory } from "@tensorflow/tfjs-core";
import type { Memory } from "../../../core/run/reports";

/** Returns the memory in use, in bytes; zero while no backend runs. `compiledBytes`: bytes of a compiled step, its arena and the training images on the GPU. `held`: those of the loaded images and of the run's history. */
export function memoryInUse(compiledBytes: number, held: Pick<Memory, "dataBytes" | "historyBytes">): Memory {
  // While a backend starts it has a name, but asking tfjs about it would throw.
  const backend = engine().registry[engine().backendName];
  if (!backend) return { tensors: 0, bytes: 0, heapBytes: null, gpuBytes: null, ...held };
  const known = memory();
  return {
    tensors: known.numTensors, bytes: known.numBytes, heapBytes: heapBytes(backend, compiledBytes), gpuBytes: gpuBytes(known, compiledBytes), ...held,
  };
}

/** Bytes of WASM memory: tfjs' heap and that of a compiled step. */
function heapBytes(backend: object, compiledBytes: number): number | null {
  const module: unknown = Reflect.get(backend, "wasm");
  const heap: unknown = typeof module === "object" && module !== null ? Reflect.get(module, "HEAPU8") : undefined;
  return heap instanceof Uint8Array ? heap.byteLength + compiledBytes : null;
}

/** Bytes on the GPU: tfjs' buffers and those of a compiled step, which tfjs does not count. */
function gpuBytes(known: object, compiledBytes: number): number | null {
  // The webgpu and the webgl backend have different names for it.
  const allocated: unknown = Reflect.get(known, "numBytesAllocatedInGPU") ?? Reflect.get(known, "numBytesInGPUAllocated");
  return typeof allocated === "number" ? allocated + compiledBytes : null;
}
