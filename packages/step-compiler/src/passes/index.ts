/** Graph → plan: this file runs the compiler's passes in order. Each pass is a file of this folder. */
import type { Graph } from "../ir/graph";
import type { Plan } from "../ir/plan";
import { allocate } from "./allocate";
import { fuse, type FusionOptions } from "./fuse";
import { writeKernels } from "./kernels";
import { lower } from "./lower";
import { rematerialise } from "./rematerialise";
import { schedule } from "./schedule";

/** With `sideBySide`, kernels also compute small values again rather than wait for them, and values share no memory if that makes kernels wait. */
export type PlanOptions = FusionOptions;

/**
 * Plans a graph: which kernels compute it, in which order, and where in the arena each value lies. The graph should come from
 * `trace` or `GraphBuilder`, without dead code, which would cost kernels. Throws if two inputs have the same name.
 */
export function plan(graph: Graph, options: PlanOptions = {}): Plan {
  const tasks = lower(graph);
  const fused = fuse(tasks, options);
  const groups = schedule(tasks, fused);
  const materialised = rematerialise(tasks, groups, { products: !options.epilogues, small: options.sideBySide ?? false });
  const kernels = writeKernels(tasks, groups, materialised);
  return allocate(tasks, kernels, options);
}
