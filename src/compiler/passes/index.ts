/** Graph → plan: the compiler's passes, one after the other. Each is a file of this folder. */
import type { Graph } from "../ir/graph";
import type { Plan } from "../ir/plan";
import { allocate } from "./allocate";
import { fuse, type FusionOptions } from "./fuse";
import { writeKernels } from "./kernels";
import { lower } from "./lower";
import { rematerialise } from "./rematerialise";
import { schedule } from "./schedule";

export type PlanOptions = FusionOptions;

/**
 * How a graph is computed: which kernels, in which order, and where in the arena each value lies. Takes a graph as
 * `trace` gives it, simplified by `GraphBuilder`; another one costs kernels for what nobody needs. Throws where two inputs
 * have one name.
 */
export function plan(graph: Graph, options: PlanOptions = {}): Plan {
  const tasks = lower(graph);
  const fused = fuse(tasks, options);
  const groups = schedule(tasks, fused);
  const kept = rematerialise(tasks, groups, { products: !options.epilogues });
  const kernels = writeKernels(tasks, groups, kept);
  return allocate(tasks, kernels);
}
