/** The discriminator only guesses although generated samples are visibly different from digits, so the generator gets no useful gradient. */
import type { FailureMode } from "../failureMode";
import { hasTwoSidedLoss } from "../kinds";

export const failureMode: FailureMode = {
  concerns: hasTwoSidedLoss,
  from: 300,
  hints: [{ what: "discriminator loss", is: "at least", value: 0.97 }, { what: "discriminator loss", is: "at most", value: 1.03 }],
  // At the game's optimum, where samples equal the data, the discriminator guesses, too: Goodfellow et al. 2014, thm. 1.
  signs: [[{ what: "clear samples", is: "at most", value: 0.3 }], [{ what: "variety", is: "at most", value: 0.1 }]],
  requires: [],
  fixes: [{ setting: "discriminatorRate", value: 1, from: "start", where: "below" }],
};
