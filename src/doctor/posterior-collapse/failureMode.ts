/** The code carries no information about the image: the KL is nearly 0, and no dimension's mean depends on x (Bowman et al. 2016; Burda et al. 2016). */
import { klColumn } from "../../measurements/readings";
import type { FailureMode } from "../failureMode";

export const failureMode: FailureMode = {
  concerns: (subject) =>
    subject.model.encode !== undefined && klColumn(subject) !== undefined && subject.model.prior.kind === "standard-normal" && subject.data.kind === "image",
  // An untrained encoder carries almost no information, too.
  from: 200,
  hints: [{ what: "KL term", is: "at most", value: 0.1 }],
  signs: [[{ what: "active units", is: "at most", value: 0 }]],
  // After steps that were too large, the same code for all images can be far from the prior.
  alone: [[{ what: "active units", is: "at most", value: 0 }]],
  requires: [],
  fixes: [{ setting: "beta", value: 1, from: "here", where: "above" }, { setting: "sigma", value: 0.3, from: "start", where: "above" }],
};
