/** At the same step, the preset from which the run differs has far better samples, or a far better bound. */
import type { FailureMode } from "../failureMode";

export const failureMode: FailureMode = {
  concerns: ({ ofPreset }) => ofPreset !== undefined,
  from: 0,
  hints: [],
  signs: [[{ what: "clear samples beside the preset", is: "at most", value: 0.5 }], [{ what: "bound lost to the preset", is: "at least", value: 30 }]],
  requires: [],
  fixes: [],
};
