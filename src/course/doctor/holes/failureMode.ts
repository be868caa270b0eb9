/** Codes lie far from the prior, so that prior samples are decoded where the decoder was not trained. */
import type { FailureMode } from "../failureMode";

export const failureMode: FailureMode = {
  concerns: ({ model, data }) =>
    model.encode !== undefined && !model.drawsNothing && model.given === undefined && model.prior.kind === "standard-normal" && data.kind === "image",
  from: 150,
  hints: [],
  signs: [[{ what: "reconstructions of the same class", is: "at least", value: 0.2 }, { what: "variance of codes", is: "at least", value: 4 }, { what: "clear samples", is: "at most", value: 0.5 }]],
  // The decoder reconstructs digits from the codes of digits.
  requires: [{ what: "reconstructions of the same class", is: "at least", value: 0.2 }],
  fixes: [{ setting: "beta", value: 1, from: "start", where: "below" }],
};
