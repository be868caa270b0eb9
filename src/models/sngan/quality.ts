/** What the presets' texts promise, and what longer runs should reach. Measured by `npm run quality`; not part of the page. */
import { claim, type Claims } from "../../quality/claims";
import { coverage, type QualityRun, type Target } from "../../quality/targets";

/** Of the newest version of each preset. */
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
