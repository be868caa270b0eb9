/** Compiled steps on the wasm backend: the arena is a tensor in tfjs' own memory, so that copies stay inside of it. */
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import { engine, keep, type Tensor, type TensorInfo } from "@tensorflow/tfjs-core";
import type { Plan } from "../../../compiler/ir/plan";
import { arenaBytes, compileWasm, type WasmStep } from "../../../compiler/wasm";
import { hasRelaxedSimd, hasSimd } from "../../../compiler/wasm/assembler";
import { memoryOf } from "../../device/kernels/wasmAssembler";
import { StaysEager, type Arithmetic, type Executable } from "./executable";

const FLOAT_BYTES = 4;
/** Bytes: an arena begins at a multiple of a cache line. */
const ALIGNMENT = 64;

/** Rejects where the browser has no SIMD, or the memory does not suffice. */
export async function wasmExecutable(plan: Plan, { fused = true }: Arithmetic = {}): Promise<Executable> {
  if (!hasSimd()) throw new StaysEager("no-simd");
  const backend = engine().backend as BackendWasm;
  const memory = memoryOf(backend);
  if (!memory) throw new Error("TensorFlow.js keeps its WebAssembly memory out of reach");
  const bytes = arenaBytes(plan) + ALIGNMENT;
  const arena = allocate(backend, [bytes / FLOAT_BYTES]);
  try {
    const byte = backend.getMemoryOffset(arena.dataId);
    if (byte === 0) throw new Error(`WebAssembly's memory has no room for ${bytes} bytes`);
    const step = await compileWasm(plan, { memory, base: Math.ceil(byte / ALIGNMENT) * ALIGNMENT }, fused && hasRelaxedSimd());
    return inArena(backend, plan, step, arena);
  } catch (error) {
    arena.dispose();
    throw error;
  }
}

function inArena(backend: BackendWasm, plan: Plan, step: WasmStep, arena: Tensor): Executable {
  // The memory moves when it grows: a view of it is good until something is allocated.
  const view = (tensor: TensorInfo) => backend.typedArrayFromHeap(tensor) as Float32Array;
  return {
    kernels: plan.kernels.length,
    arenaBytes: FLOAT_BYTES * arena.size,
    needs: (input) => plan.inputs[input] !== undefined,
    write(input, data) {
      const to = step.view(input);
      if (typeof data === "number") to[0] = data;
      else to.set(data);
    },
    writeTensor: (name, tensor) => step.view(name).set(view(tensor)),
    read: (outputs) => Object.fromEntries(Object.entries(outputs).map(([name, shape]) => {
      const copy = allocate(backend, shape);
      view(copy).set(step.view(name));
      return [name, copy];
    })),
    numbers: (output) => Promise.resolve(step.view(output).slice()),
    run: () => step.run(),
    dispose() {
      step.dispose();
      arena.dispose();
    },
  };
}

/** A tensor of uninitialised memory. */
function allocate(backend: BackendWasm, shape: readonly number[]): Tensor {
  return keep(engine().makeTensorFromTensorInfo(backend.makeOutput([...shape], "float32"), backend));
}
