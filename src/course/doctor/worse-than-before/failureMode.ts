/** The bound or the samples of a run were clearly better at an earlier step. */
import { hasBound } from "../../../subject/measurements/readings";
import type { FailureMode } from "../failureMode";

export const failureMode: FailureMode = {
  concerns: (subject) => subject.clearBefore !== undefined || hasBound(subject),
  from: 50,
  hints: [],
  signs: [[{ what: "bound lost", is: "at least", value: 20 }], [{ what: "clear samples lost", is: "at least", value: 0.25 }]],
  requires: [],
  // A smaller learning rate in a fork brought nothing back: units that were lost stay so. The panel offers the way back to the preset.
  fixes: [],
};
