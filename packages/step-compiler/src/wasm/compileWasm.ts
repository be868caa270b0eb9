/** Plan → WebAssembly: compiles a step to one module and runs it, alone or with other threads, in a memory of its own. */
import type { Plan, StorageId } from "../ir/plan";
import { hasRelaxedSimd, hasSimd } from "./assembler";
import { cutPlan } from "./cutPlan";
import { layoutOf, stepModule, type Layout } from "./stepModule";
import type { ThreadJob } from "./threads/help";
import { CONTROL, CONTROL_BYTES, NAP } from "./threads/tickets";
import type { Registers } from "./tiling";

export { writeModule } from "./stepModule";

export interface WasmOptions {
  /** The number of threads that may work on a step, including this one; default 1. More need shared memory. */
  readonly threads?: number;
  /** True to use relaxed SIMD, which the engine must have. Default: if it has. */
  readonly relaxed?: boolean;
  /** The number of vector registers that tiles of products may use; default 16. Results have the same bits either way. */
  readonly registers?: Registers;
  /** For tests: below 1, pieces are smaller than is efficient. */
  readonly grain?: number;
  /** Milliseconds without any progress after which a helping thread is considered dead. */
  readonly patience?: number;
  /** For tests: the value that memory is filled with at first, instead of 0. */
  readonly poison?: number;
}

/** A step in a memory of its own. */
export interface WasmStep {
  /** Lets the other threads begin with the next `run`; its inputs must have been written. */
  begin(): void;
  /** Runs the step on its inputs. Throws if another thread has died in the middle of it; call `restarted` then. */
  run(): void;
  /** Returns the memory of an input or output. Throws if there is none of this name. */
  view(name: string): Float32Array<ArrayBuffer>;
  /** Runs the step `times` times on this thread; returns the mean milliseconds in each kernel of the plan. */
  profile(times: number): number[];
  /** The job of each of the other threads, which may begin at any time: see `threads/help.ts`. */
  readonly jobs: readonly ThreadJob[];
  /** The size of the memory in bytes. */
  readonly bytes: number;
  /** Returns the same step in a new, empty memory with this number of threads: never more than at first. */
  restarted(threads: number): WasmStep;
  /** Releases the memory and the other threads. The step cannot be used afterwards. */
  dispose(): void;
}

const PAGE = 1 << 16;
const PATIENCE_MS = 5000;

/** Compiles a plan. Rejects if the engine has no SIMD, has no memory left, or cannot share it. */
export async function compileWasm(plan: Plan, options: WasmOptions = {}): Promise<WasmStep> {
  if (!hasSimd()) throw new Error("This browser's WebAssembly has no SIMD");
  const { threads = 1, relaxed = hasRelaxedSimd(), grain, patience = PATIENCE_MS, poison = 0, registers } = options;
  const shared = threads > 1;
  const cut = cutPlan(plan, grain, registers);
  const layout = layoutOf(cut, shared);
  const module = await WebAssembly.compile(stepModule(cut, layout, relaxed, shared));
  return start({ plan, layout, module, shared, patience, poison }, threads);
}

interface Started {
  readonly plan: Plan;
  readonly layout: Layout;
  readonly module: WebAssembly.Module;
  readonly shared: boolean;
  readonly patience: number;
  readonly poison: number;
}

function start(started: Started, threads: number): WasmStep {
  const { plan, layout, module, shared, patience, poison } = started;
  const bytes = layout.scratch + threads * layout.scratchEach;
  const pages = Math.ceil(bytes / PAGE);
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared });
  if (poison !== 0) new Float32Array(memory.buffer, layout.arena).fill(poison);
  const scratchOf = (thread: number): number => layout.scratch + thread * layout.scratchEach;
  const { exports } = new WebAssembly.Instance(module, { env: { memory, scratch: scratchOf(0) } });
  const functionOf = (name: string) => exports[name] as (naps?: number) => void;
  const kernels = plan.kernels.map((_, i) => functionOf(`kernel${i}`));
  const [begin, finish] = shared ? [functionOf("begin"), functionOf("finish")] : [() => undefined, functionOf("run")];
  const naps = Math.ceil(patience / NAP);
  let begun = false;
  let disposed = false;
  const alive = (): WebAssembly.Memory => {
    if (disposed) throw new Error("The step has been disposed");
    return memory;
  };
  const view = (storage: StorageId): Float32Array<ArrayBuffer> => {
    const { offset, size } = plan.storages[storage]!;
    return new Float32Array(alive().buffer, layout.arena + 4 * offset, size);
  };
  for (const { storage, data } of plan.constants) {
    if (typeof data === "number") view(storage).fill(data);
    else view(storage).set(data);
  }
  return {
    bytes: pages * PAGE,
    jobs: Array.from({ length: threads - 1 }, (_, i) => ({ module, memory, scratch: scratchOf(i + 1) })),
    begin() {
      alive();
      begin();
      begun = true;
    },
    run() {
      alive();
      if (!begun) begin();
      begun = false;
      finish(naps);
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
          const begin = performance.now();
          kernel();
          total[i]! += performance.now() - begin;
        });
      }
      return total.map((each) => each / times);
    },
    restarted: (fewer) => start(started, Math.min(fewer, threads)),
    dispose() {
      if (shared && !disposed) {
        const control = new Int32Array(memory.buffer, 0, CONTROL_BYTES / 4);
        Atomics.store(control, CONTROL.stop / 4, 1);
        Atomics.notify(control, CONTROL.tickets / 4);
      }
      disposed = true;
    },
  };
}
