/** The critic's scores run away: it rises faster than it may, and its loss is no distance any more (Gulrajani et al. 2017, §3). */
import { columnOf } from "../../measurements/readings";
import type { Illness } from "../illness";

export const illness: Illness = {
  concerns: (subject) => columnOf(subject, "score-of-real") !== undefined && columnOf(subject, "score-of-generated") !== undefined,
  from: 50,
  // No function that nowhere rises faster than 1 tells two sets of rows apart by more than the largest distance between them.
  hints: [{ what: "score gap", is: "at least", value: 1 }],
  signs: [],
  requires: [],
  remedies: [{ setting: "clip", value: 0.01, from: "start", where: "above" }],
};
