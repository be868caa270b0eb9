/** The claims of the presets' texts. `npm run quality` measures them; they are not part of the page. */
import { claim, type Claims } from "../../quality/claims";

/** The claims of the newest version of each preset. */
export const claims: Claims = {
  wasserstein: [
    // Earlier, the critic is still learning, and its loss moves away from 0.
    { steps: 1000, claims: [] },
    {
      steps: 2000, claims: [
        claim("the critic's loss shrinks by a third or more, towards 0", "loss critic-total", "at least", { times: 2 / 3, ofAct: 0 }),
        claim("while the samples come nearer to real digits", "digit-FID", "at most", { times: 0.9, ofAct: 0 }),
        claim("all classes are found", "classes", "at least", 10),
      ],
    },
  ],
};
