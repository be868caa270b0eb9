/** Plan → compute shaders in the order in which they run, and the arena they need. */
import type { Plan } from "../ir/plan";
import { contractionShaders } from "./contraction";
import { loopShaders } from "./loop";
import { place, type Dispatch } from "./points";
import { Scratch } from "./scratch";
import type { Target } from "./tile";

export interface Shaders {
  readonly dispatches: readonly Dispatch[];
  /** Elements: the plan's arena, and room behind it for what a kernel keeps between its shaders. */
  readonly arena: number;
}

/** Throws `CannotCompile` for what has no shader. */
export function shadersOf({ storages, kernels, arena }: Plan, target: Target): Shaders {
  const scratch = new Scratch(arena);
  const dispatches = kernels.flatMap((kernel) => {
    scratch.release();
    switch (kernel.kind) {
      case "loop": return loopShaders(place(kernel, storages), scratch);
      case "contraction": return contractionShaders(kernel, storages, scratch, target);
      default: return kernel satisfies never;
    }
  });
  return { dispatches, arena: scratch.end };
}
