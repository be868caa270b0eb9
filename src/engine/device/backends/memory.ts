/** What the active backend holds. */
import { engine, memory } from "@tensorflow/tfjs-core";
import type { Memory } from "../../../core/reports";

/** Nothing, while no backend runs. `compiledBytes`: what a compiled step takes: its arena, and training images that stay on the GPU. */
export function memoryInUse(compiledBytes: number): Memory {
  // While a backend starts it has a name, but asking tfjs about it would throw.
  const backend = engine().registry[engine().backendName];
  if (!backend) return { tensors: 0, bytes: 0, heapBytes: null, gpuBytes: null };
  const known = memory();
  return {
    tensors: known.numTensors, bytes: known.numBytes, heapBytes: heapBytes(backend, compiledBytes), gpuBytes: gpuBytes(known, compiledBytes),
  };
}

/** A compiled step has a memory of its own, beside the heap of tfjs. */
function heapBytes(backend: object, compiledBytes: number): number | null {
  const module: unknown = Reflect.get(backend, "wasm");
  const heap: unknown = typeof module === "object" && module !== null ? Reflect.get(module, "HEAPU8") : undefined;
  return heap instanceof Uint8Array ? heap.byteLength + compiledBytes : null;
}

/** A compiled step has buffers of its own there, of which tfjs does not know. */
function gpuBytes(known: object, compiledBytes: number): number | null {
  // As the webgpu and the webgl backend call it.
  const allocated: unknown = Reflect.get(known, "numBytesAllocatedInGPU") ?? Reflect.get(known, "numBytesInGPUAllocated");
  return typeof allocated === "number" ? allocated + compiledBytes : null;
}
