/** The steps of a run that can be looked at again. All lists are in ascending order. */
import type { Step } from "../core/ids";

/** The last one before this step; the first where there is none before it. */
export const keyframeBefore = (keyframes: readonly Step[], step: number): Step | null =>
  keyframes.findLast((one) => one < step) ?? keyframes[0] ?? null;

/** The first one after this step; null: the run as it stands. */
export const keyframeAfter = (keyframes: readonly Step[], step: number): Step | null => keyframes.find((one) => one > step) ?? null;
