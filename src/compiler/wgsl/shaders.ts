/** Plan → compute shaders in the order in which they run, and the arena they need. */
import type { Plan } from "../ir/plan";
import { contractionShaders } from "./contraction";
import { dispatch, type Dispatch } from "./dispatch";
import { loopShaders } from "./loop";
import type { Making } from "./making";
import { place, type Work } from "./points";
import { Scratch } from "./scratch";
import { inStages } from "./stages";
import type { Target } from "./tile";

export interface Shaders {
  readonly dispatches: readonly Dispatch[];
  /** Elements: the plan's arena, and room behind it for what a kernel keeps between its shaders. */
  readonly arena: number;
}

/**
 * On a GPU, work that does not depend on each other runs side by side, and temporary values have other places than in the
 * plan. Throws `CannotCompile` for what has no shader.
 */
export function shadersOf(plan: Plan, target: Target): Shaders {
  if (target === "gpu") {
    const { stages, arena } = inStages(plan, (apart, take) => worksOf(apart, { target, take }));
    return { dispatches: stages.map(dispatch), arena };
  }
  const scratch = new Scratch(plan.arena);
  const works = worksOf(plan, { target, take: (elements) => scratch.take(elements) }, () => scratch.release());
  return { dispatches: works.map((work) => dispatch([work])), arena: scratch.end };
}

/** `next`: called before each kernel, which needs nothing of what was taken for those before it. */
function worksOf({ kernels, storages }: Plan, making: Making, next?: () => void): Work[] {
  return kernels.flatMap((kernel) => {
    next?.();
    switch (kernel.kind) {
      case "loop": return loopShaders(place(kernel, storages), making);
      case "contraction": return contractionShaders(kernel, storages, making);
      default: return kernel satisfies never;
    }
  });
}
