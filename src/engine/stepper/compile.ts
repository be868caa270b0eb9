/** From a model and its settings to an executable step, where the active backend has a compiler. */
import { getBackend } from "@tensorflow/tfjs-core";
import type { HyperparameterValues } from "../../core/hyperparameters";
import type { Model } from "../../core/model";
import type { EngineReport } from "../../core/reports";
import { CannotCompile } from "../compiler/cannotCompile";
import type { Plan } from "../compiler/plan";
import type { PlanOptions } from "../compiler/planner";
import { nextTask } from "../tasks";
import { StaysEager, type Executable } from "./executable";

interface Compiler {
  /** What plans for it look like. */
  readonly options: PlanOptions;
  /** Its code is loaded only where it is needed. */
  load(): Promise<(plan: Plan) => Promise<Executable>>;
}

const COMPILERS: Readonly<Record<string, Compiler>> = {
  wasm: { options: {}, load: async () => (await import("./wasm")).wasmExecutable },
  webgpu: {
    options: { epilogues: true, singleReduction: true },
    load: async () => (await import("./webgpu")).webgpuExecutable,
  },
};

/** Rejects with the reason why a step stays eager. `h` fixes shapes and structure. */
export async function compileStep(model: Model, h: HyperparameterValues): Promise<Executable> {
  const compiler = COMPILERS[getBackend()];
  if (!compiler) throw new StaysEager("no-compiler");
  const compile = await compiler.load();
  return compile(await planFor(model, h, compiler.options));
}

/** The plan made last: a run that starts over, or whose backend was measured first, has it already. */
let latest: { readonly model: Model; readonly key: string; readonly plan: Plan } | null = null;

/** Gives way to what waits between the parts of the work. */
async function planFor(model: Model, h: HyperparameterValues, options: PlanOptions): Promise<Plan> {
  const fixed = Object.entries(h).filter(([id]) => model.hyperparameters[id]?.live === false);
  const key = JSON.stringify([fixed, options]);
  if (latest?.model === model && latest.key === key) return latest.plan;
  const { traceStep, plan } = await import("./planned");
  const graph = traceStep(model, h);
  await nextTask();
  const planned = plan(graph, options);
  latest = { model, key, plan: planned };
  await nextTask();
  return planned;
}

/** What stopped a compilation, as a report. */
export function whyEager(error: unknown): EngineReport {
  const detail = error instanceof Error ? error.message : String(error);
  if (error instanceof StaysEager) return { mode: "eager", reason: error.reason, detail };
  return { mode: "eager", reason: error instanceof CannotCompile ? "cannot-compile" : "compiler-failed", detail };
}
