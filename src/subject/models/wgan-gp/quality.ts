/** The claims of the presets' texts, and targets of longer runs. `npm run quality` measures them; they are not part of the page. */
import { claim, type Claims, type TrainedStartSteps } from "../../quality/claims";
import { coverage, fidBelowVae, fidHalved, upTo, type QualityRun, type Target } from "../../quality/targets";

/** The claims of the newest version of each preset. */
export const claims: Claims = {
  "gradient-penalty": [
    { steps: 500, claims: [claim("no gradient norm is far from 1", "loss gradient-penalty", "at most", 0.5)] },
    {
      change: { lambda: 0 }, steps: 300, claims: [
        claim("without the penalty the critic's scores run away", "loss critic-total", "at most", { times: 10, ofAct: 0 }),
      ],
    },
  ],
  "all-eight": [
    {
      steps: 500, claims: [
        claim("after 500 steps all eight Gaussians get samples", "modes", "at least", 8),
        claim("and over a fifth of the samples lie between them", "far samples", "at least", 0.2),
      ],
    },
    {
      steps: 1500, claims: [
        claim("after 2,000 steps still all eight", "modes", "at least", 8),
        claim("and fewer than a sixth between", "far samples", "at most", 0.16),
      ],
    },
  ],
};

export const runs: readonly QualityRun[] = [
  {
    name: "wgan-gp", settings: {}, epochs: 25,
    measure: { "class-histogram": [1, 5, 10, 25], "digit-fid": [1, 5, 10, 25] },
  },
  {
    // At the paper's rate of 1e-4, with 187 generator updates an epoch, the digit-FID is 200 after 20 epochs.
    name: "wgan-gp-conv", settings: { architecture: "conv", lr: 5e-4 }, epochs: 15,
    measure: { "class-histogram": [1, 5, 10, 15], "digit-fid": upTo(15) },
  },
];

export const targets: readonly Target[] = [
  coverage("wgan-gp"),
  coverage("wgan-gp-conv"),
  fidBelowVae("wgan-gp-conv"),
  fidHalved("wgan-gp-conv"),
];

export const trainedTo: TrainedStartSteps = { "gradient-penalty": 2000 };
