/** The discriminator can only guess, though what is made can be told from digits by eye: nobody teaches the generator. */
import type { Illness } from "../illness";
import { hasTwoSidedLoss } from "../kinds";

export const illness: Illness = {
  concerns: hasTwoSidedLoss,
  from: 300,
  hints: [{ what: "discriminator loss", is: "at least", value: 0.97 }, { what: "discriminator loss", is: "at most", value: 1.03 }],
  // Guessing is also where the game ends, with samples like the data: Goodfellow et al. 2014, thm. 1.
  signs: [[{ what: "clear samples", is: "at most", value: 0.3 }], [{ what: "variety", is: "at most", value: 0.1 }]],
  requires: [],
  remedies: [{ setting: "discriminatorRate", value: 1, from: "start", where: "below" }],
};
