/** The claims of the presets' texts. `npm run quality` measures them; they are not part of the page. */
import { claim, type Claims } from "../../quality/claims";

/** The claims of the newest version of each preset. */
export const claims: Claims = {
  "half-a-digit-by-gan": [{
    steps: 936, claims: [claim("completions stay near the true image", "loss l1", "at most", 80)],
  }],
};
