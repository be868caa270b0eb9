/** Graph → plan: what a step computes becomes kernels in one arena. */
import { fuse, type FusionOptions } from "./fuse";
import type { Graph } from "../ir/graph";
import { writeKernels } from "./kernels";
import { lower } from "./lower";
import { allocate } from "./allocate";
import type { Plan } from "../ir/plan";
import { keptValues } from "./rematerialise";

export type PlanOptions = FusionOptions;

/** Throws where two inputs have one name. */
export function plan(graph: Graph, options: PlanOptions = {}): Plan {
  const work = lower(graph);
  const groups = fuse(work, options);
  const kept = keptValues(work, groups, { products: !options.epilogues });
  return allocate(work, writeKernels(work, groups, kept));
}
