/** Graph → plan: what a step computes becomes kernels in one arena. */
import { fuse, type FusionOptions } from "./fuse";
import type { Graph } from "./graph";
import { writeKernels } from "./kernels";
import { lower } from "./lower";
import { allocate } from "./memory";
import type { Plan } from "./plan";
import { keptValues } from "./recompute";

export type PlanOptions = FusionOptions;

/** Throws where two inputs have one name. */
export function plan(graph: Graph, options: PlanOptions = {}): Plan {
  const work = lower(graph);
  const groups = fuse(work, options);
  const kept = keptValues(work, groups, { products: !options.epilogues });
  return allocate(work, writeKernels(work, groups, kept));
}
