/** The code carries no information about the image: the KL is nearly 0, and no dimension's mean depends on x (Bowman et al. 2016; Burda et al. 2016). */
import { isWritten } from "../../../core/model/model";
import { klColumn } from "../../../subject/measurements/readings";
import type { FailureMode } from "../failureMode";

export const failureMode: FailureMode = {
  // The KL of a reader's program may be scaled or unknown, but its encoder gives a distribution.
  concerns: (subject) => {
    const { model, data } = subject;
    return model.encode !== undefined && (klColumn(subject) !== undefined || isWritten(model)) && model.prior.kind === "standard-normal" && data.kind !== "points";
  },
  // An untrained encoder carries almost no information, too.
  from: 200,
  hints: [{ what: "KL term", is: "at most", value: 0.1 }],
  signs: [[{ what: "active units", is: "at most", value: 0 }]],
  // After steps that were too large, the same code for all images can be far from the prior.
  alone: [[{ what: "active units", is: "at most", value: 0 }]],
  requires: [],
  fixes: [{ setting: "beta", value: 1, from: "here", where: "above" }, { setting: "sigma", value: 0.3, from: "start", where: "above" }],
};
