/** The claims of the presets' texts. `npm run quality` measures them; they are not part of the page. */
import { claim, type Claims } from "../../quality/claims";

/** The claims of the newest version of each preset. */
export const claims: Claims = {
  "half-a-digit": [{
    steps: 936, claims: [claim("the code says something of the rest", "active units", "at least", 3)],
  }],
};
