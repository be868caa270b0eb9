/** The claims of the presets' texts, and targets of longer runs. `npm run quality` measures them; they are not part of the page. */
import { claim, type Claims } from "../../quality/claims";
import { atLeast, classAccuracy, upTo, type QualityRun, type Target } from "../../quality/targets";

/** The claims of the newest version of each preset. */
export const claims: Claims = {
  "auxiliary-classifier": [{
    steps: 1875, claims: [claim("digits are of the conditioning class", "right class", "at least", 0.85)],
  }],
};

export const runs: readonly QualityRun[] = [
  { name: "acgan", settings: {}, epochs: 8, measure: { "class-accuracy": upTo(8), "class-histogram": [8] } },
];

export const targets: readonly Target[] = [
  {
    ...classAccuracy("acgan", 1, ...atLeast(0.9)),
    tried: "After one epoch it is 84.4 % with batch 64 and lr 1e-3, and 86.2 % with a rate ratio D : G of 4 besides. With batch 32 it is 90.2 % with a rate ratio of 2, "
      + "91.4 % with 4, and 91.6 % with lr 5e-4 besides.",
  },
  classAccuracy("acgan", 8, ...atLeast(0.97)),
];
