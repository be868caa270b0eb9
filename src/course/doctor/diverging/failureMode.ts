/** Losses grow by orders of magnitude, or are no longer numbers: the steps are too large for the curvature (LeCun et al. 1998, §5.1). */
import type { FailureMode } from "../failureMode";

export const failureMode: FailureMode = {
  concerns: () => true,
  from: 0,
  hints: [{ what: "loss growth", is: "at least", value: 100 }],
  signs: [],
  requires: [],
  fixes: [{ setting: "lr", value: 0.0005, from: "start", where: "above" }],
};
