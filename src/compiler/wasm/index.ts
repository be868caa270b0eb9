/**
 * Plan → WebAssembly: one module with a function for each kernel, working on an arena somewhere in a memory that the
 * caller owns.
 */
import { rowMajorStrides } from "../ir/axes";
import { loadProduct, type Contraction, type Kernel, type Loop, type Plan, type StorageId } from "../ir/plan";
import { call, hasRelaxedSimd, hasSimd, ModuleWriter } from "./assembler";
import { scratchBytes, writeContraction, type Choose } from "./contraction";
import { writeLoop } from "./loop";
import { tilingOf, type Tiling } from "./tiling";

export interface ArenaRegion {
  /** Not shared between threads. It may grow. */
  readonly memory: WebAssembly.Memory;
  /** The first of `arenaBytes(plan)` bytes that belong to the step; a multiple of 64. */
  readonly base: number;
}

/** A step in memory. */
export interface WasmStep {
  /** Takes the inputs, leaves the outputs. */
  run(): void;
  /** Where an input is to be written or an output is. Good until the memory grows. Throws if there is none of this name. */
  view(name: string): Float32Array<ArrayBuffer>;
  /** Runs the step `times` times; mean milliseconds in each kernel of the plan. */
  profile(times: number): number[];
  /** Lets go of the memory. Nothing works afterwards. */
  dispose(): void;
}

const LINE = 64;
const lines = (bytes: number): number => Math.ceil(bytes / LINE) * LINE;

/** Bytes after the arena: vectors are read whole, also where the last storage ends within one. */
const BEYOND = 16;

const scratchStart = ({ arena }: Plan): number => lines(4 * arena + BEYOND);

/** How a plan's products are computed, and the scratch memory they share, in bytes. */
interface Choices { readonly choose: Choose; readonly scratch: number }

const choices = new WeakMap<Plan, Choices>();

/** Memoised by plan and product: products recur, and a tiling takes long to choose. */
function choicesFor(plan: Plan): Choices {
  const known = choices.get(plan);
  if (known) return known;
  const tilings = new Map<string, Tiling>();
  const choose: Choose = (product) => {
    const key = JSON.stringify(product);
    const tiling = tilings.get(key) ?? tilingOf(product);
    tilings.set(key, tiling);
    return tiling;
  };
  const products = plan.kernels.flatMap((kernel) => (kernel.kind === "contraction" ? [kernel] : []));
  const different = new Map(products.map((kernel) => [JSON.stringify(kernel.parts), kernel])).values();
  const made = { choose, scratch: Math.max(0, ...Array.from(different, (kernel) => scratchBytes(kernel, choose))) };
  choices.set(plan, made);
  return made;
}

/** How much memory a step needs. */
export const arenaBytes = (plan: Plan): number => lines(scratchStart(plan) + choicesFor(plan).scratch);

/**
 * `relaxed`: with relaxed SIMD, which the engine must have. Rejects where it has no SIMD at all, or the memory does not
 * reach far enough.
 */
export async function compileWasm(plan: Plan, { memory, base }: ArenaRegion, relaxed = hasRelaxedSimd()): Promise<WasmStep> {
  if (!hasSimd()) throw new Error("This browser's WebAssembly has no SIMD");
  if (base % LINE !== 0) throw new Error(`An arena cannot begin at ${base}, which is no multiple of ${LINE}`);
  const end = base + arenaBytes(plan);
  if (end > memory.buffer.byteLength) throw new Error(`The memory ends before byte ${end}`);
  const bytes = writeModule(plan, base, relaxed);
  const { instance } = await WebAssembly.instantiate(bytes, { env: { memory } });
  const functionOf = (name: string) => instance.exports[name] as () => void;
  const kernels = plan.kernels.map((_, i) => functionOf(`kernel${i}`));
  const whole = functionOf("run");
  let disposed = false;
  const alive = (): WebAssembly.Memory => {
    if (disposed) throw new Error("The step has been disposed");
    return memory;
  };
  const view = (storage: StorageId): Float32Array<ArrayBuffer> => {
    const { offset, size } = plan.storages[storage]!;
    return new Float32Array(alive().buffer, base + 4 * offset, size);
  };
  for (const { storage, data } of plan.constants) {
    if (typeof data === "number") view(storage).fill(data);
    else view(storage).set(data);
  }
  return {
    run() {
      alive();
      whole();
    },
    view(name) {
      const storage = plan.inputs[name] ?? plan.outputs[name];
      if (storage === undefined) throw new Error(`The plan has no ${name}`);
      return view(storage);
    },
    profile(times) {
      alive();
      const total = kernels.map(() => 0);
      for (let time = 0; time < times; time++) {
        kernels.forEach((kernel, i) => {
          const start = performance.now();
          kernel();
          total[i]! += performance.now() - start;
        });
      }
      return total.map((each) => each / times);
    },
    dispose() {
      disposed = true;
    },
  };
}

/** Exports `run`, and each kernel as `kernel0`, `kernel1`, … */
export function writeModule(plan: Plan, base: number, relaxed: boolean): Uint8Array<ArrayBuffer> {
  const module = new ModuleWriter();
  const addressOf = (storage: StorageId): number => base + 4 * plan.storages[storage]!.offset;
  const { choose, scratch: bytes } = choicesFor(plan);
  const scratch = { address: base + scratchStart(plan), bytes };
  const write = (kernel: Kernel, name: string): number => {
    switch (kernel.kind) {
      case "loop": return writeLoop(module, kernel, addressOf, relaxed, name);
      case "contraction": {
        const product = writeContraction(module, kernel, addressOf, scratch, relaxed, choose);
        const then = kernel.epilogue ? call(writeLoop(module, afterwards(kernel, kernel.epilogue), addressOf, relaxed)) : [];
        return module.function([], () => [product, then], name);
      }
      default: return kernel satisfies never;
    }
  };
  const kernels = plan.kernels.map((kernel, i) => write(kernel, `kernel${i}`));
  module.function([], () => kernels.map((kernel) => call(kernel)), "run");
  return module.bytes();
}

/** An epilogue as a loop of its own, which loads what the contraction has stored. */
function afterwards({ out, parts }: Contraction, { dims, body, stores }: Loop): Loop {
  const from = { storage: out, offset: parts[0]!.outOffset, strides: rowMajorStrides(dims) };
  return { kind: "loop", dims, body: loadProduct(body, from), stores };
}
