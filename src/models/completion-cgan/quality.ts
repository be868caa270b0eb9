/** What the presets' texts promise. Measured by `npm run quality`; not part of the page. */
import { claim, type Claims } from "../../quality/claims";

/** Of the newest version of each preset. */
export const claims: Claims = {
  "half-a-digit-by-gan": [{
    steps: 936, claims: [claim("completions stay near the true image", "loss l1", "at most", 80)],
  }],
};
