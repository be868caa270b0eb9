/** The context that all shaders of a plan are written in. */
import type { Target } from "./tile";

export interface Making {
  readonly target: Target;
  /** Reserves memory for this many elements between the shaders of one kernel; returns its offset in the arena. */
  readonly take: (elements: number) => number;
}
