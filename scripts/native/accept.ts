/** A worker that has the device accept all shaders of a model's variants, without running them. */
import "@tensorflow/tfjs-backend-cpu";
import { setBackend } from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-core/dist/register_all_gradients";
import { plan } from "step-compiler/passes";
import { createPipelines } from "step-compiler/wgsl/computation";
import { PLAN_OPTIONS } from "step-compiler/wgsl/planOptions";
import { shadersOf } from "step-compiler/wgsl/shaders";
import { defaultsOf } from "../../src/core/model/hyperparameters";
import { modelCases } from "../../src/engine/machine/modelCases";
import { traceStep } from "../../src/engine/trainer/stepper/traced";

/** The number of different shaders that were accepted, or why one was refused. */
export type Accepted = { readonly shaders: number } | { readonly error: string };

/**
 * Compiles the shaders of all variants of the model with this id, at its default size, for both targets. Rejects if one is refused.
 */
async function accept(id: string): Promise<number> {
  await setBackend("cpu");
  const adapter = await navigator.gpu.requestAdapter();
  if (!adapter) throw new Error("no WebGPU adapter");
  const device = await adapter.requestDevice();
  const codes = new Set<string>();
  for (const { name, model, h } of modelCases) {
    if (model.id !== id) continue;
    const choices = Object.entries(h).filter(([key]) => model.hyperparameters[key]?.kind === "choice");
    const graph = traceStep(model, name.includes("odd sizes") ? h : { ...defaultsOf(model.hyperparameters), ...Object.fromEntries(choices) });
    for (const target of ["gpu", "emulated"] as const) {
      const dispatches = shadersOf(plan(graph, PLAN_OPTIONS[target]), target).dispatches.filter(({ code }) => !codes.has(code));
      await createPipelines(device, dispatches);
      for (const { code } of dispatches) codes.add(code);
    }
  }
  device.destroy();
  return codes.size;
}

self.addEventListener("message", ({ data }: MessageEvent<string>) => {
  accept(data).then(
    (shaders) => self.postMessage({ shaders } satisfies Accepted),
    (error: unknown) => self.postMessage({ error: error instanceof Error ? error.message : String(error) } satisfies Accepted),
  );
});
