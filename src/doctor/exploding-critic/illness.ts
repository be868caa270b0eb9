/** The critic's scores run away: it rises faster than it may, and its loss is no distance any more (Gulrajani et al. 2017, §3). */
import type { Illness } from "../illness";

export const illness: Illness = {
  concerns: ({ model }) => ["real-score", "fake-score"].every((id) => model.objectives.some(({ terms }) => terms.some((term) => term.id === id))),
  from: 50,
  // No function that nowhere rises faster than 1 tells two sets of rows apart by more than the largest distance between them.
  hints: [{ what: "score gap", is: "at least", value: 1 }],
  signs: [],
  requires: [],
  remedies: [{ setting: "clip", value: 0.01, from: "start", where: "above" }],
};
