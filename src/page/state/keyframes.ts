/** The keyframes of a run: the steps to which the page rewinds at once. All lists are in ascending order. */
import type { HyperparameterValues } from "../../core/model/hyperparameters";
import type { Step } from "../../core/run/ids";
import { valuesAt } from "../../core/run/liveChanges";
import type { State } from "./store";

/** Returns the settings at the displayed step, without later changes. */
export const shownSettings = ({ config, begun, rewound }: Pick<State, "config" | "begun" | "rewound">): HyperparameterValues =>
  (rewound === null ? config.hyperparameters : valuesAt(begun, rewound));

/** Returns the last keyframe before this step; the first one if there is none before it. */
export const keyframeBefore = (keyframes: readonly Step[], step: number): Step | null =>
  keyframes.findLast((one) => one < step) ?? keyframes[0] ?? null;

/** Returns the first keyframe after this step; null: there is none, and the current step follows. */
export const keyframeAfter = (keyframes: readonly Step[], step: number): Step | null => keyframes.find((one) => one > step) ?? null;
