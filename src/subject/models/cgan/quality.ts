/** The claims of the presets' texts, and targets of longer runs. `npm run quality` measures them; they are not part of the page. */
import { claim, type Claims } from "../../quality/claims";
import { atLeast, classAccuracy, upTo, type QualityRun, type Target } from "../../quality/targets";

/** The claims of the newest version of each preset. */
export const claims: Claims = {
  "first-cgan": [{
    steps: 1404, claims: [
      claim("most digits are of the conditioning class", "right class", "at least", 0.6),
      claim("all classes are found", "classes", "at least", 10),
    ],
  }],
  "ignores-its-label": [
    { steps: 1400, claims: [claim("the chosen class changes almost nothing: samples show it hardly more often than at random", "right class", "at most", 0.2)] },
    {
      change: { condition: "projection" }, steps: 1400, claims: [
        claim("with projection the class is used", "right class", "at least", 0.4),
      ],
    },
  ],
  "strong-discriminator": [
    {
      steps: 1000, claims: [
        claim("the discriminator's losses add up to far less than the 1.39 nats of guessing", "loss discriminator-total", "at most", 0.5),
        claim("the generator's loss stays high", "loss generator", "at least", 3),
        claim("hardly any sample is a clear digit", "clear samples", "at most", 0.1),
        claim("nor of the conditioning class", "right class", "at most", 0.25),
      ],
    },
    {
      change: { discriminatorRate: 1 }, steps: 3000, claims: [
        claim("at D : G = 1 the generator catches up", "right class", "at least", 0.4),
      ],
    },
  ],
};

export const runs: readonly QualityRun[] = [
  { name: "cgan", settings: {}, epochs: 8, measure: { "class-accuracy": upTo(8), "class-histogram": [8] } },
  {
    name: "cgan-concat", settings: { condition: "concat", batchNorm: "off", lr: 2e-4 }, epochs: 8,
    measure: { "class-accuracy": upTo(8) },
  },
];

export const targets: readonly Target[] = [
  classAccuracy("cgan", 3, ...atLeast(0.8)),
  classAccuracy("cgan", 8, ...atLeast(0.92)),
  classAccuracy("cgan-concat", 8, (accuracy) => accuracy <= 0.15, "near chance: ≤ 15 %"),
];
