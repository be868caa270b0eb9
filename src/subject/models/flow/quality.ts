/** The claims of the preset's texts. `npm run quality` measures them; they are not part of the page. */
import { claim, type Claims } from "../../quality/claims";
import type { QualityRun, Target } from "../../quality/targets";

export const claims: Claims = {
  "noise-to-ring": [
    {
      steps: 3000, claims: [
        claim("all eight Gaussians get samples", "modes", "at least", 8),
        claim("and fewer than a third of the samples lie between them", "far samples", "at most", 1 / 3),
      ],
    },
    { change: { flowSteps: 1 }, steps: 20, claims: [claim("with one step no Gaussian gets samples: all end at the mean", "modes", "at most", 0)] },
  ],
};
export const runs: readonly QualityRun[] = [];
export const targets: readonly Target[] = [];
