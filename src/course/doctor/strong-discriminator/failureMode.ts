/** The discriminator separates real from generated samples so well that the generator learns little from it (Arjovsky & Bottou 2017, §2). */
import type { FailureMode } from "../failureMode";
import { hasTwoSidedLoss } from "../kinds";

export const failureMode: FailureMode = {
  concerns: hasTwoSidedLoss,
  from: 200,
  hints: [{ what: "discriminator loss", is: "at most", value: 0.25 }],
  // A strong discriminator does no harm if the samples are digits.
  signs: [[{ what: "clear samples", is: "at most", value: 0.3 }], [{ what: "variety", is: "at most", value: 0.1 }]],
  requires: [],
  fixes: [{ setting: "discriminatorRate", value: 1, from: "start", where: "above" }],
};
