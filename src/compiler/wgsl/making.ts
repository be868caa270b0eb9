/** What all shaders of a plan are made with. */
import type { Target } from "./tile";

export interface Making {
  readonly target: Target;
  /** Memory for that many elements between the shaders of one kernel: where it begins in the arena. */
  readonly take: (elements: number) => number;
}
