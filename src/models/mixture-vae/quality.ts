/** What the preset's texts promise. Measured by `npm run quality`; not part of the page. */
import { claim, type Claims } from "../../quality/claims";

/** Of the newest version of each preset. */
export const claims: Claims = {
  "sorted-without-labels": [
    {
      steps: 936, claims: [
        claim("after two epochs three in four test images show their component's most frequent digit", "sorted by component", "at least", 0.75),
        claim("and two in three samples are clear digits", "clear samples", "at least", 0.66),
      ],
    },
    {
      change: { components: 1 }, steps: 936, claims: [
        claim("with one component fewer samples are clear", "clear samples", "at most", { times: 0.8, ofAct: 0 }),
      ],
    },
  ],
};
