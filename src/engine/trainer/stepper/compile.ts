/** From a model and its settings to an executable step, where the active backend has a compiler. */
import { engine, getBackend } from "@tensorflow/tfjs-core";
import { fixedValues, type HyperparameterValues } from "../../../core/hyperparameters";
import { millis, type Millis } from "../../../core/ids";
import type { Model } from "../../../core/model";
import type { EngineReport } from "../../../core/reports";
import { CannotCompile } from "../../../compiler/ir/cannotCompile";
import type { Plan } from "../../../compiler/ir/plan";
import type { PlanOptions } from "../../../compiler/passes";
import type { WgslOptions } from "../../../compiler/wgsl";
import { nextTask } from "../../scheduling/tasks";
import { StaysEager, type Arithmetic, type Executable } from "./executable";

/** Of shaders, for checks; of WASM, where the link asks for it. */
export type CodeOptions = WgslOptions & Arithmetic;

interface Compiler {
  /** What plans for it are like. */
  readonly options: PlanOptions;
  /** Its code is loaded only where it is needed. */
  load(): Promise<(plan: Plan, code: CodeOptions) => Promise<Executable>>;
}

const COMPILERS: Readonly<Record<string, Compiler>> = {
  wasm: { options: {}, load: async () => (await import("./wasm")).wasmExecutable },
  webgpu: {
    options: { epilogues: true, singleReduction: true },
    load: async () => (await import("./webgpu")).webgpuExecutable,
  },
};

export const canCompile = (backend: string): boolean => COMPILERS[backend] !== undefined;

export interface CompiledStep {
  readonly executable: Executable;
  /** What the compiler took, without what was done between its parts. */
  readonly ms: Millis;
}

/**
 * Gives way to what waits between the parts of the work, and gives up there when it is not wanted any more. Rejects with
 * the reason why a step stays eager. `h` fixes shapes and structure. `code`: how kernels are written.
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
  const compiler = COMPILERS[getBackend()];
  if (!compiler) throw new StaysEager("no-compiler");
  const compile = await compiler.load();
  const watch = new StopWatch();
  const plan = await planFor(model, h, compiler.options, watch, yieldAndCheck);
  await yieldAndCheck();
  const executable = await watch.during(() => compile(plan, code));
  return { executable, ms: watch.ms };
}

/** The plan made last: a run that starts over, or whose backend was measured first, has it already. */
let cachedPlan: { readonly model: Model; readonly key: string; readonly plan: Plan } | null = null;

async function planFor(
  model: Model, h: HyperparameterValues, options: PlanOptions, watch: StopWatch, goOn: () => Promise<void>,
): Promise<Plan> {
  const fixed = fixedValues(model.hyperparameters, h);
  const key = JSON.stringify([fixed, options]);
  if (cachedPlan?.model === model && cachedPlan.key === key) return cachedPlan.plan;
  const { traceStep, plan } = await import("./planned");
  await goOn();
  const graph = await watch.during(() => traceStep(model, h));
  await goOn();
  const made = await watch.during(() => plan(graph, options));
  cachedPlan = { model, key, plan: made };
  return made;
}

/** Adds up the time of several pieces of work. */
class StopWatch {
  ms = millis(0);

  async during<T>(work: () => T | Promise<T>): Promise<T> {
    const start = performance.now();
    const result = await work();
    this.ms = millis(this.ms + performance.now() - start);
    return result;
  }
}

/** What stopped a compilation, as a report. */
export function whyEager(error: unknown): EngineReport {
  const detail = error instanceof Error ? error.message : String(error);
  if (error instanceof StaysEager) return { mode: "eager", reason: error.reason, detail };
  return { mode: "eager", reason: error instanceof CannotCompile ? "cannot-compile" : "compiler-failed", detail };
}
