/** From a model and its settings to an executable step, where the active backend has a compiler. */
import { getBackend } from "@tensorflow/tfjs-core";
import type { HyperparameterValues } from "../../core/hyperparameters";
import type { Model } from "../../core/model";
import type { EngineReport } from "../../core/reports";
import { CannotCompile } from "../compiler/cannotCompile";
import type { Plan } from "../compiler/plan";
import { plan } from "../compiler/planner";
import { nextTask } from "../tasks";
import { StaysEager, type Executable } from "./executable";
import { traceStep } from "./traced";

export type Compiler = (plan: Plan) => Promise<Executable>;

/** A backend's compiler is loaded only where it is needed. */
const COMPILERS: Readonly<Record<string, () => Promise<Compiler>>> = {
  wasm: async () => (await import("./wasm")).wasmExecutable,
};

/** Gives way to what waits after each part of the work. Rejects with the reason why a step stays eager. */
export async function compileStep(model: Model, h: HyperparameterValues): Promise<Executable> {
  const compiler = await COMPILERS[getBackend()]?.();
  if (!compiler) throw new StaysEager("no-compiler");
  const graph = traceStep(model, h);
  await nextTask();
  const planned = plan(graph);
  await nextTask();
  return compiler(planned);
}

/** What stopped a compilation, as a report. */
export function whyEager(error: unknown): EngineReport {
  const detail = error instanceof Error ? error.message : String(error);
  if (error instanceof StaysEager) return { mode: "eager", reason: error.reason, detail };
  return { mode: "eager", reason: error instanceof CannotCompile ? "cannot-compile" : "compiler-failed", detail };
}
