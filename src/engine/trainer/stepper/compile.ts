/** Compiles a model's step for the active backend, if that has a compiler. */
import { engine, getBackend } from "@tensorflow/tfjs-core";
import { fixedValues, type HyperparameterValues } from "../../../core/model/hyperparameters";
import { millis, type Millis } from "../../../core/run/ids";
import type { Model } from "../../../core/model/model";
import type { EngineReport } from "../../../core/run/reports";
import { CannotCompile, NoRoom } from "step-compiler/ir/cannotCompile";
import type { Plan } from "step-compiler/ir/plan";
import type { PlanOptions } from "step-compiler/passes";
import type { WgslOptions } from "step-compiler/wgsl/compileWgsl";
import { nextTask } from "../../../core/tasks";
import { StaysEager, type Arithmetic, type Executable } from "./executable";

/** Options of shaders (for checks) and of WASM code (set by the link). */
export type CodeOptions = WgslOptions & Arithmetic;

interface Compiler {
  /** Options of its plans. */
  readonly options: PlanOptions;
  /** Options of plans that need less memory, for a device that has no room for the others. */
  readonly smaller?: PlanOptions;
  compile(plan: Plan): Promise<Executable>;
}

/** Load a compiler's code, only when it is needed. */
const wasmCode = () => import("./wasm");
const webgpuCode = () => import("./webgpu");
const plannedCode = () => import("./planned");

const COMPILERS: Readonly<Record<string, (code: CodeOptions) => Promise<Compiler>>> = {
  wasm: async (code) => {
    const { wasmExecutable } = await wasmCode();
    return { options: {}, compile: (plan) => wasmExecutable(plan, code) };
  },
  webgpu: async (code) => (await webgpuCode()).webgpuCompiler(code),
};

/** Loads the code of a backend's compiler while the backend starts, so that compilation does not wait for the network. Resolves also if this fails: compilation reports it. */
export async function preloadCompiler(backend: string): Promise<void> {
  if (!canCompile(backend)) return;
  await Promise.allSettled([plannedCode(), backend === "webgpu" ? webgpuCode() : wasmCode()]);
}

/** Returns whether steps can be compiled for this backend of tfjs. */
export const canCompile = (backend: string): boolean => COMPILERS[backend] !== undefined;

export interface CompiledStep {
  readonly executable: Executable;
  /** The time that the compiler took, without other work between its parts. */
  readonly ms: Millis;
}

/**
 * Compiles the step, yielding to other tasks between the parts of the work. Rejects with the reason why the step stays eager,
 * or because it is no longer `wanted`. `h` fixes shapes and structure. `code`: how kernels are written.
 */
export async function compileStep(
  model: Model, h: HyperparameterValues, wanted: () => boolean, code: CodeOptions = {},
): Promise<CompiledStep> {
  const { backend } = engine();
  const yieldAndCheck = async () => {
    await nextTask();
    if (!wanted()) throw new Error("not wanted any more");
    if (engine().backend !== backend) throw new Error("the backend was replaced meanwhile");
  };
  const load = COMPILERS[getBackend()];
  if (!load) throw new StaysEager("no-compiler");
  const { options, smaller, compile } = await load(code);
  const watch = new StopWatch();
  const compilePlanned = async (planOptions: PlanOptions) => {
    const plan = await planFor(model, h, planOptions, watch, yieldAndCheck);
    await yieldAndCheck();
    return watch.during(() => compile(plan));
  };
  const executable = await compilePlanned(options).catch((error: unknown) => {
    if (!(error instanceof NoRoom) || !smaller) throw error;
    return compilePlanned(smaller);
  });
  return { executable, ms: watch.ms };
}

/** The last plan, for a run that starts over or whose backend was measured first. */
let cachedPlan: { readonly model: Model; readonly key: string; readonly plan: Plan } | null = null;

async function planFor(
  model: Model, h: HyperparameterValues, options: PlanOptions, watch: StopWatch, yieldAndCheck: () => Promise<void>,
): Promise<Plan> {
  const fixed = fixedValues(model.hyperparameters, h);
  const key = JSON.stringify([fixed, options]);
  if (cachedPlan?.model === model && cachedPlan.key === key) return cachedPlan.plan;
  const { traceStep, plan } = await plannedCode();
  await yieldAndCheck();
  const graph = await watch.during(() => traceStep(model, h));
  await yieldAndCheck();
  const made = await watch.during(() => plan(graph, options));
  cachedPlan = { model, key, plan: made };
  return made;
}

/** Sums the time of several pieces of work. */
class StopWatch {
  ms = millis(0);

  async during<T>(work: () => T | Promise<T>): Promise<T> {
    const start = performance.now();
    const result = await work();
    this.ms = millis(this.ms + performance.now() - start);
    return result;
  }
}

/** Returns the report for an error that stopped a compilation. */
export function whyEager(error: unknown): EngineReport {
  const detail = error instanceof Error ? error.message : String(error);
  if (error instanceof StaysEager) return { mode: "eager", reason: error.reason, detail };
  return { mode: "eager", reason: error instanceof CannotCompile ? "cannot-compile" : "compiler-failed", detail };
}
