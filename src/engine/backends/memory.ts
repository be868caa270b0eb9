/** What the active backend holds. */
import { engine, memory } from "@tensorflow/tfjs-core";
import type { Memory } from "../../core/reports";

/** Nothing, while no backend runs. */
export function memoryInUse(): Memory {
  if (!engine().backendName) return { tensors: 0, bytes: 0, heapBytes: null };
  const { numTensors, numBytes } = memory();
  return { tensors: numTensors, bytes: numBytes, heapBytes: heapBytes() };
}

function heapBytes(): number | null {
  const module: unknown = Reflect.get(engine().backend, "wasm");
  const heap: unknown = typeof module === "object" && module !== null ? Reflect.get(module, "HEAPU8") : undefined;
  return heap instanceof Uint8Array ? heap.byteLength : null;
}
