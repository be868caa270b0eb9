/** Codes lie far from where the prior draws, so that samples come from places where the decoder learnt nothing. */
import type { Illness } from "../illness";

export const illness: Illness = {
  concerns: ({ model, data }) =>
    model.encode !== undefined && model.given === undefined && model.prior.kind === "standard-normal" && data.kind === "image",
  from: 150,
  hints: [],
  signs: [[{ what: "reconstructions of the same class", is: "at least", value: 0.2 }, { what: "variance of codes", is: "at least", value: 4 }, { what: "clear samples", is: "at most", value: 0.5 }]],
  // The decoder makes digits of the codes of digits.
  requires: [{ what: "reconstructions of the same class", is: "at least", value: 0.2 }],
  remedies: [{ setting: "beta", value: 1, from: "start", where: "below" }],
};
