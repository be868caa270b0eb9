/** Plan → compute shaders in the order in which they run, and the arena they need. */
import type { Plan } from "../ir/plan";
import { contractionShaders } from "./contraction";
import { dispatch, type Dispatch } from "./dispatch";
import { loopShaders } from "./loop";
import type { ShaderContext } from "./shaderContext";
import { place, type Work } from "./points";
import { Scratch } from "./scratch";
import { inStages, type PlacedConstant } from "./stages";
import type { Target } from "./tile";

export interface Shaders {
  readonly dispatches: readonly Dispatch[];
  /** The size in elements: the plan's arena, and room behind it for memory between the shaders of a kernel. */
  readonly arena: number;
  /** Data that are written into the arena once, before the first step. */
  readonly constants: readonly PlacedConstant[];
}

/**
 * Returns the shaders of a plan. On a GPU, independent work runs side by side, and temporary values have other offsets than in
 * the plan. Throws `CannotCompile` for kernels that have no shader.
 */
export function shadersOf(plan: Plan, target: Target): Shaders {
  if (target === "gpu") {
    const { stages, ...rest } = inStages(plan, (apart, allocate) => worksOf(apart, { target, allocate }));
    return { dispatches: stages.map(dispatch), ...rest };
  }
  const scratch = new Scratch(plan.arena);
  const works = worksOf(plan, { target, allocate: (elements) => scratch.allocate(elements) }, () => scratch.release());
  const constants = plan.constants.map(({ storage, data }): PlacedConstant => ({ ...plan.storages[storage]!, data }));
  return { dispatches: works.map((work) => dispatch([work])), arena: scratch.end, constants };
}

/** `next` is called before each kernel: the memory reserved for earlier ones is free again. */
function worksOf({ kernels, storages }: Plan, context: ShaderContext, next?: () => void): Work[] {
  return kernels.flatMap((kernel) => {
    next?.();
    switch (kernel.kind) {
      case "loop": return loopShaders(place(kernel, storages), context);
      case "contraction": return contractionShaders(kernel, storages, context);
      default: return kernel satisfies never;
    }
  });
}
