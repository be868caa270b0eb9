/** Compiled steps on the wasm backend, in a memory of their own that several threads may share. */
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import { engine, keep, type Tensor, type TensorInfo } from "@tensorflow/tfjs-core";
import type { Plan } from "step-compiler/ir/plan";
import { compileWasm, type WasmStep } from "step-compiler/wasm/compileWasm";
import { hasRelaxedSimd, hasSimd } from "step-compiler/wasm/assembler";
import { StateLost, StaysEager, type Arithmetic, type Executable } from "./executable";
import { startThreads, threadsAreAvailable, type ThreadPort } from "./threads";

/** Compiles a plan. Rejects with StaysEager if the browser has no SIMD, and if memory does not suffice. `patience`: see `WasmOptions`. */
export async function wasmExecutable(plan: Plan, { fused = true, threads = 1, threadLost }: Arithmetic = {}, patience?: number): Promise<Executable> {
  if (!hasSimd()) throw new StaysEager("no-simd");
  const relaxed = fused && hasRelaxedSimd();
  const step = await compileWasm(plan, { relaxed, threads: threadsAreAvailable() ? threads : 1, ...(patience === undefined ? {} : { patience }) });
  return new WasmExecutable(engine().backend as BackendWasm, plan, step, threadLost);
}

class WasmExecutable implements Executable {
  readonly kernels: number;
  readonly imageBytes = 0;
  readonly #backend: BackendWasm;
  readonly #plan: Plan;
  #step: WasmStep;
  #helpers: readonly ThreadPort[] = [];
  #lost = 0;
  readonly #threadLost: Arithmetic["threadLost"];

  constructor(backend: BackendWasm, plan: Plan, step: WasmStep, threadLost: Arithmetic["threadLost"]) {
    this.#backend = backend;
    this.#plan = plan;
    this.#step = step;
    this.kernels = plan.kernels.length;
    this.#threadLost = threadLost;
    this.#startHelpers();
  }

  get arenaBytes(): number { return this.#step.bytes; }
  get threads(): number { return 1 + this.#helpers.length; }
  get lostThreads(): number { return this.#lost; }

  needs(input: string): boolean {
    return this.#plan.inputs[input] !== undefined;
  }

  gathers(): boolean { return false; }

  write(input: string, data: Float32Array | number): void {
    const to = this.#step.view(input);
    if (typeof data === "number") to[0] = data;
    else to.set(data);
  }

  writeTensor(name: string, tensor: Tensor): void {
    this.#step.view(name).set(this.#inHeap(tensor));
  }

  read(outputs: Readonly<Record<string, readonly number[]>>): Record<string, Tensor> {
    return Object.fromEntries(Object.entries(outputs).map(([name, shape]) => {
      const copy = keep(engine().makeTensorFromTensorInfo(this.#backend.makeOutput([...shape], "float32"), this.#backend));
      this.#inHeap(copy).set(this.#step.view(name));
      return [name, copy];
    }));
  }

  readOutput(output: string): Promise<Float32Array> {
    return Promise.resolve(this.#step.view(output).slice());
  }

  begin(): void {
    this.#step.begin();
  }

  run(): void {
    try {
      this.#step.run();
    } catch (error) {
      const { length: helpers } = this.#step.jobs;
      if (helpers === 0) throw error;
      // Any of them may have died, even after it was noticed: restart one fewer, in a new memory that the old threads cannot write to.
      const isNoticed = this.#helpers.length < helpers;
      const left = Math.min(this.threads, helpers);
      this.#stopHelpers();
      this.#step = this.#step.restarted(left);
      this.#startHelpers();
      if (!isNoticed) this.#reportLoss();
      throw new StateLost("a thread that helped with a step has stopped", { cause: error });
    }
  }

  dispose(): void {
    this.#step.dispose();
    this.#stopHelpers();
  }

  /** The tensor's elements in the heap. Valid until the next allocation: the heap moves when it grows. */
  #inHeap(tensor: TensorInfo): Float32Array {
    return this.#backend.typedArrayFromHeap(tensor) as Float32Array;
  }

  /** A thread that cannot start delays no step; `run` notices one that dies while it computes its part. */
  #startHelpers(): void {
    this.#helpers = startThreads(this.#step.jobs, (failed) => {
      if (!this.#helpers.includes(failed)) return;
      this.#helpers = this.#helpers.filter((thread) => thread !== failed);
      this.#reportLoss();
    });
  }

  #reportLoss(): void {
    this.#lost++;
    this.#threadLost?.({ threads: this.threads, lostThreads: this.#lost });
  }

  #stopHelpers(): void {
    this.#helpers.forEach((thread) => thread.terminate());
    this.#helpers = [];
  }
}
