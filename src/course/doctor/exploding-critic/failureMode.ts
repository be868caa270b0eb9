/** The critic's scores diverge: its slope exceeds the Lipschitz bound, and its loss no longer estimates a distance (Gulrajani et al. 2017, §3). */
import { columnOf } from "../../../subject/measurements/readings";
import type { FailureMode } from "../failureMode";

export const failureMode: FailureMode = {
  concerns: (subject) => columnOf(subject, "score-of-real") !== undefined && columnOf(subject, "score-of-generated") !== undefined,
  from: 50,
  // A 1-Lipschitz function cannot separate two sets by more than the largest distance between their elements.
  hints: [{ what: "score gap", is: "at least", value: 1 }],
  signs: [],
  requires: [],
  fixes: [{ setting: "clip", value: 0.01, from: "start", where: "above" }],
};
