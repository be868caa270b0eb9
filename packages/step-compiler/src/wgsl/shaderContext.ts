/** The context that all shaders of a plan are written in. */
import type { Target } from "./tile";

export interface ShaderContext {
  readonly target: Target;
  /** Reserves memory for this many elements between the shaders of one kernel; returns its offset in the arena. */
  readonly allocate: (elements: number) => number;
}
