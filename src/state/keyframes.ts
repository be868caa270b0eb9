/** The steps of a run that can be looked at again, and what is on show of one of them. All lists are in ascending order. */
import type { HyperparameterValues } from "../core/model/hyperparameters";
import type { Step } from "../core/run/ids";
import { valuesAt } from "../core/run/liveChanges";
import type { State } from "./store";

/** The settings of the step on show: those that changed later have the value that they had then. */
export const shownSettings = ({ config, begun, rewound }: Pick<State, "config" | "begun" | "rewound">): HyperparameterValues =>
  (rewound === null ? config.hyperparameters : valuesAt(begun, rewound));

/** The last one before this step; the first where there is none before it. */
export const keyframeBefore = (keyframes: readonly Step[], step: number): Step | null =>
  keyframes.findLast((one) => one < step) ?? keyframes[0] ?? null;

/** The first one after this step; null: the run as it stands. */
export const keyframeAfter = (keyframes: readonly Step[], step: number): Step | null => keyframes.find((one) => one > step) ?? null;
