/** What the active backend holds. */
import { engine, memory } from "@tensorflow/tfjs-core";
import type { Memory } from "../../core/reports";

/** Nothing, while no backend runs. `arenaBytes`: of a compiled step. */
export function memoryInUse(arenaBytes: number): Memory {
  if (!engine().backendName) return { tensors: 0, bytes: 0, heapBytes: null, gpuBytes: null };
  const { numTensors, numBytes } = memory();
  return { tensors: numTensors, bytes: numBytes, heapBytes: heapBytes(), gpuBytes: gpuBytes(arenaBytes) };
}

function heapBytes(): number | null {
  const module: unknown = Reflect.get(engine().backend, "wasm");
  const heap: unknown = typeof module === "object" && module !== null ? Reflect.get(module, "HEAPU8") : undefined;
  return heap instanceof Uint8Array ? heap.byteLength : null;
}

/** A compiled step's arena is a buffer of its own there, of which tfjs does not know. */
function gpuBytes(arenaBytes: number): number | null {
  const known = memory();
  // As the webgpu and the webgl backend call it.
  const allocated: unknown = Reflect.get(known, "numBytesAllocatedInGPU") ?? Reflect.get(known, "numBytesInGPUAllocated");
  return typeof allocated === "number" ? allocated + arenaBytes : null;
}
