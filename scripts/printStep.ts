/**
 * Prints a stage of a model's compiled step: `npm run print:step -- vae`, optionally followed by `graph`, `tasks`, `plan`
 * (the default) or `wgsl`. Settings have the model's defaults, except those given as name=number: `hidden=16`.
 */
import { defaultsOf } from "../src/core/model/hyperparameters";
import { printGraph, printPlan, printTasks } from "step-compiler/ir/print";
import { plan } from "step-compiler/passes";
import { lower } from "step-compiler/passes/lower";
import { bytesGiven, countsOf } from "step-compiler/wgsl/counts";
import { PLAN_OPTIONS } from "step-compiler/wgsl/planOptions";
import { shadersOf } from "step-compiler/wgsl/shaders";
import { traceStep } from "../src/engine/trainer/stepper/traced";
import { useBackend } from "../src/engine/testing";
import { findModel, models } from "../src/subject/models/registry";

const VIEWS = ["graph", "tasks", "plan", "wgsl"] as const;
const [id = "", ...others] = process.argv.slice(2);
const model = findModel(id);
if (!model) throw new Error(`Which model? There are ${models.map((each) => each.id).join(", ")}.`);
const view = VIEWS.find((each) => others.includes(each)) ?? "plan";
const given = others.flatMap((text) => /^(\w+)=(.+)$/.exec(text)?.slice(1, 3) ?? []);
const changed = Object.fromEntries(given.flatMap((name, i) => (i % 2 === 0 ? [[name, Number(given[i + 1])]] : [])));

await useBackend("cpu");
const graph = traceStep(model, { ...defaultsOf(model.hyperparameters), ...changed });
switch (view) {
  case "graph": console.log(printGraph(graph)); break;
  case "tasks": console.log(printTasks(lower(graph))); break;
  case "plan": console.log(printPlan(plan(graph))); break;
  case "wgsl": {
    const planned = plan(graph, PLAN_OPTIONS.gpu);
    const { dispatches } = shadersOf(planned, "gpu");
    console.log(`// ${dispatches.length} dispatches; ${bytesGiven(planned)} bytes given`);
    for (const [at, { code, workgroups }] of dispatches.entries()) console.log(`// ${at}: ${workgroups.join(" × ")} workgroups${counted(code)}\n${code}`);
    break;
  }
  default: view satisfies never;
}

function counted(code: string): string {
  const { multiplyAdds, sharedReads } = countsOf(code);
  return multiplyAdds === 0 ? "" : `, ${sharedReads / multiplyAdds} reads of shared memory for each multiply-add`;
}
