/** The claims of the presets' texts, and targets of longer runs. `npm run quality` measures them; they are not part of the page. */
import { claim, type Claims } from "../../quality/claims";
import { atLeast, classAccuracy, nats, type QualityRun, type Target } from "../../quality/targets";

/** The claims of the newest version of each preset. */
export const claims: Claims = {
  "noise-to-digits": [
    {
      steps: 500, claims: [
        claim("most samples are of the conditioning class", "right class", "at least", 0.7),
        claim("most are clear digits", "clear samples", "at least", 0.6),
      ],
    },
    { change: { flowSteps: 1 }, steps: 10, claims: [claim("with one step samples of a class are much alike", "variety", "at most", 0.45)] },
  ],
  "guidance": [
    { steps: 1000, claims: [claim("at w = 0 three of ten samples or more are hard to read", "clear samples", "at most", 0.7)] },
    { change: { guidance: 3 }, steps: 10, claims: [claim("at w = 3 most are clear", "clear samples", "at least", 0.85)] },
    { change: { guidance: -1 }, steps: 10, claims: [claim("at w = −1 the class is ignored", "right class", "at most", 0.2)] },
  ],
};

/** These train in some ten minutes on one core. */
const EPOCHS = 20;
/** Two more epochs run without guidance, the last with more steps: samples are less clear, and as varied as the digits. */
const FREE = EPOCHS + 1, FINE = EPOCHS + 2;

export const runs: readonly QualityRun[] = [{
  name: "pixel-flow", settings: {}, epochs: FINE, changes: { [EPOCHS]: { guidance: 0 }, [FREE]: { flowSteps: 25 } },
  measure: { "class-accuracy": [EPOCHS, FREE, FINE], "digit-fid": [EPOCHS, FREE, FINE] },
}];

export const targets: readonly Target[] = [
  classAccuracy("pixel-flow", EPOCHS, ...atLeast(0.95)),
  {
    what: "pixel-flow: digit-FID without guidance, below that of dcgan",
    wanted: "lower",
    find(results) {
      const [flow, gan] = ["pixel-flow", "dcgan"].map((run) => results.value(run, "last", "digit-fid"));
      if (!flow || !gan) return null;
      return { measured: `${nats(flow.distance)} against ${nats(gan.distance)}`, reached: flow.distance < gan.distance };
    },
  },
];
