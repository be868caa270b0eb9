/** The claims of the presets' texts, and targets of longer runs. `npm run quality` measures them; they are not part of the page. */
import { claim, type Claims } from "../../quality/claims";
import { coverage, type QualityRun, type Target } from "../../quality/targets";

/** The claims of the newest version of each preset. */
export const claims: Claims = {
  "first-gan": [
    { steps: 468, claims: [] },
    {
      steps: 1404, claims: [
        claim("the digits improve", "clear samples", "at least", { times: 1.3, ofAct: 0 }),
        claim("the discriminator's loss does not fall to 0 meanwhile", "loss discriminator-total", "at least", 0.5),
      ],
    },
  ],
  saturating: [
    {
      steps: 468, claims: [
        claim("the discriminator is soon sure", "loss discriminator-total", "at most", 0.2),
        claim("hardly any sample is a clear digit", "clear samples", "at most", 0.1),
      ],
    },
    {
      change: { loss: "non-saturating" }, steps: 468, claims: [
        claim("the non-saturating loss is far from flat: it stays high", "loss generator", "at least", 0.5),
      ],
    },
  ],
  "mode-collapse": [
    {
      steps: 1500, claims: [
        claim("every sample is of the same few classes", "classes", "at most", 2),
        claim("and looks the same, whatever the noise", "variety", "at most", 0.1),
      ],
    },
    {
      change: { discriminatorRate: 1 }, restart: true, steps: 3000, claims: [
        claim("with D : G = 1 from the start, all classes are found", "classes", "at least", 10),
        claim("and digits of a class differ", "variety", "at least", 0.5),
      ],
    },
  ],
  "dropped-modes": [
    { steps: 4000, claims: [claim("at most two of the eight Gaussians get samples", "modes", "at most", 2)] },
    { change: { discriminatorRate: 1 }, steps: 4000, claims: [claim("at D : G = 1 at least seven come back", "modes", "at least", 7)] },
  ],
};

export const runs: readonly QualityRun[] = [
  { name: "gan", settings: {}, epochs: 20, measure: { "class-histogram": [1, 5, 10, 15, 20], "digit-fid": [1, 20] } },
];

export const targets: readonly Target[] = [
  coverage("gan"),
];
