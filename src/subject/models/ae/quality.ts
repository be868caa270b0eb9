/** The claims of the presets' texts. `npm run quality` measures them; they are not part of the page. */
import { claim, type Claims } from "../../quality/claims";

/** The claims of the newest version of each preset. */
export const claims: Claims = {
  "plain-autoencoder": [{
    steps: 936, claims: [
      claim("the codes spread as they like", "variance of codes", "at least", 4),
      claim("about half of the reconstructions show the right digit", "reconstructions of the same class", "at least", 0.4),
    ],
  }],
};
