/** The saturating loss is flat where the discriminator is certain, so the generator's gradient vanishes (Goodfellow et al. 2014, §3). */
import { columnOf } from "../../../subject/measurements/readings";
import type { FailureMode } from "../failureMode";
import { hasTwoSidedLoss } from "../kinds";

export const failureMode: FailureMode = {
  concerns: (subject) => hasTwoSidedLoss(subject) && columnOf(subject, "saturating-loss") !== undefined,
  from: 100,
  hints: [{ what: "generator slope", is: "at most", value: 0.1 }],
  signs: [[{ what: "clear samples", is: "at most", value: 0.3 }], [{ what: "variety", is: "at most", value: 0.1 }]],
  requires: [],
  fixes: [
    { setting: "discriminatorRate", value: 1, from: "start", where: "above" }, { setting: "loss", value: "non-saturating", from: "start" },
  ],
};
