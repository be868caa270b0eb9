/** The claims of the presets' texts, and targets of longer runs. `npm run quality` measures them; they are not part of the page. */
import { claim, type Claims } from "../../quality/claims";
import { coverage, type QualityRun, type Target } from "../../quality/targets";

/** The claims of the newest version of each preset. */
export const claims: Claims = {
  "spectral-norm": [{
    steps: 936, claims: [claim("the discriminator cannot exaggerate: its loss stays far from 0; guessing has 2", "loss hinge-total", "at least", 0.7)],
  }],
};

export const runs: readonly QualityRun[] = [
  { name: "sngan", settings: {}, epochs: 20, measure: { "class-histogram": [1, 10, 20], "digit-fid": [1, 20] } },
];

export const targets: readonly Target[] = [
  coverage("sngan"),
];
