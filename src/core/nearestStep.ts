import type { Step } from "./ids";

/** The one of these steps that is next to `step`, the first of two that are as near; null where there is none. */
export const nearestStep = (steps: readonly Step[], step: number): Step | null =>
  steps.reduce<Step | null>((best, one) => (best !== null && Math.abs(best - step) <= Math.abs(one - step) ? best : one), null);
