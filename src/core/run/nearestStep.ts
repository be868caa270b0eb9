import type { Step } from "./ids";

/**
 * Returns the step of the list that is nearest to `step`, the first one of two at the same distance; null if the list is empty.
 */
export const nearestStep = (steps: readonly Step[], step: number): Step | null =>
  steps.reduce<Step | null>((best, one) => (best !== null && Math.abs(best - step) <= Math.abs(one - step) ? best : one), null);
