/** The claims of the presets' texts. `npm run quality` measures them; they are not part of the page. */
import { claim, type Claims } from "../../quality/claims";

/** The claims of the newest version of each preset. */
export const claims: Claims = {
  disentangle: [
    { steps: 936, claims: [claim("the ten dimensions share the work", "active units", "at least", 5)] },
    {
      change: { beta: 1 }, restart: true, steps: 936, claims: [
        claim("from the start with β = 1, information is cheaper: there is more of it", "KL", "at least", { times: 1.3, ofAct: 0 }),
      ],
    },
  ],
};
