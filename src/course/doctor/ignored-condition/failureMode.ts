/** Samples do not depend on the conditioning class (Mirza & Osindero 2014 give it to both networks, but neither is forced to use it). */
import type { FailureMode } from "../failureMode";

export const failureMode: FailureMode = {
  concerns: ({ model, data }) => model.conditional && model.given === undefined && data.kind === "image",
  from: 300,
  hints: [],
  signs: [[{ what: "clear samples", is: "at least", value: 0.12 }, { what: "right class", is: "at most", value: 0.16 }]],
  // Samples that are not digits yet have no class.
  requires: [{ what: "clear samples", is: "at least", value: 0.12 }],
  fixes: [{ setting: "condition", value: "projection", from: "start" }, { setting: "information", value: 1, from: "start", where: "below" }],
};
