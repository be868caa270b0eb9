/**
 * Which measured values are outdated: they are older than the displayed step by more than the interval at which they are measured, or a live setting
 * has changed since. The page dims them and says their step.
 */
import { haveSameWeights } from "../../core/model/termWeights";
import { heldOutInterval } from "../../core/run/heldOutSteps";
import { changesMade, valuesAt } from "../../core/run/liveChanges";
import type { HeldOut } from "../../core/run/reports";
import type { Measured } from "../../subject/measurements/registry";
import { findModel } from "../../subject/models/registry";
import { shownSettings } from "./keyframes";
import { stepsPerEpochOf } from "./progress";
import type { RequestedResult, State } from "./store";

type Displayed = Pick<State, "step" | "rewound" | "begun" | "config" | "data">;

/** Returns whether the held-out value is outdated. Only changes of the objective count, because they change what it is. */
export function isHeldOutOutdated({ step }: Pick<HeldOut, "step">, run: Displayed): boolean {
  if (isOld(step, heldOutInterval(step, stepsPerEpochOf(run)), run)) return true;
  const model = findModel(run.begun.model);
  // A value of the very step of a change was measured after it.
  return changesMade(run.begun, shownStep(run)).some((change) =>
    change.step > step && model !== undefined && !haveSameWeights(model, valuesAt(run.begun, change.step - 1), valuesAt(run.begun, change.step), change.step));
}

/** Returns whether a measurement's result is outdated. It is not measured again by itself before the next epoch ends. */
export function isOutdated(measured: Measured | RequestedResult, run: Displayed): boolean {
  if (isOld(measured.step, stepsPerEpochOf(run), run)) return true;
  const under = "under" in measured ? measured.under : undefined;
  if (!under) return changesMade(run.begun, shownStep(run)).some(({ step }) => step >= measured.step);
  const now = shownSettings(run);
  return Object.entries(under).some(([id, value]) => now[id] !== value);
}

/** Codes that are fewer steps old are those of the displayed step, to the eye. */
const FEW_STEPS = 20;
/** So are codes that are older by at most this share of the displayed step: a run changes less and less. */
const SMALL_SHARE = 0.1;

/** Returns whether codes of a step show an earlier, or a later, state of the run than the displayed one. They are computed less often than images. */
export function areCodesOld(step: number, run: Pick<State, "step" | "rewound">): boolean {
  const now = shownStep(run);
  return step > now || now - step > Math.max(FEW_STEPS, SMALL_SHARE * now);
}

const shownStep = ({ rewound, step }: Pick<State, "step" | "rewound">): number => rewound ?? step;

/** Returns whether a step is too long ago, or still to come at an earlier step that is displayed. */
const isOld = (step: number, interval: number, run: Displayed): boolean =>
  shownStep(run) - step > interval || (run.rewound !== null && step > run.rewound);
