/** What the active backend holds. */
import { engine, memory } from "@tensorflow/tfjs-core";
import type { Memory } from "../../../core/reports";

/** Nothing, while no backend runs. `arenaBytes`: of a compiled step. */
export function memoryInUse(arenaBytes: number): Memory {
  // While a backend starts it has a name, but asking tfjs about it would throw.
  const backend = engine().registry[engine().backendName];
  if (!backend) return { tensors: 0, bytes: 0, heapBytes: null, gpuBytes: null };
  const known = memory();
  return {
    tensors: known.numTensors, bytes: known.numBytes, heapBytes: heapBytes(backend, arenaBytes), gpuBytes: gpuBytes(known, arenaBytes),
  };
}

/** A compiled step has a memory of its own, beside the heap of tfjs. */
function heapBytes(backend: object, arenaBytes: number): number | null {
  const module: unknown = Reflect.get(backend, "wasm");
  const heap: unknown = typeof module === "object" && module !== null ? Reflect.get(module, "HEAPU8") : undefined;
  return heap instanceof Uint8Array ? heap.byteLength + arenaBytes : null;
}

/** A compiled step's arena is a buffer of its own there, of which tfjs does not know. */
function gpuBytes(known: object, arenaBytes: number): number | null {
  // As the webgpu and the webgl backend call it.
  const allocated: unknown = Reflect.get(known, "numBytesAllocatedInGPU") ?? Reflect.get(known, "numBytesInGPUAllocated");
  return typeof allocated === "number" ? allocated + arenaBytes : null;
}
