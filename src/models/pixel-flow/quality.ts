/** What the presets' texts promise, and what longer runs should reach. Measured by `npm run quality`; not part of the page. */
import { claim, type Claims } from "../../quality/claims";
import { atLeast, classAccuracy, nats, type QualityRun, type Target } from "../../quality/targets";

/** Of the newest version of each preset. */
export const claims: Claims = {
  "noise-to-digits": [
    {
      steps: 500, claims: [
        claim("most samples are of the class that was asked for", "right class", "at least", 0.7),
        claim("most are clear digits", "clear samples", "at least", 0.6),
      ],
    },
    { change: { flowSteps: 1 }, steps: 10, claims: [claim("with one step samples of a class are much alike", "variety", "at most", 0.45)] },
  ],
  "guidance": [
    { steps: 1000, claims: [claim("at w = 0 some samples are not clear", "clear samples", "at most", 0.9)] },
    {
      change: { guidance: 3 }, steps: 10, claims: [
        claim("at w = 3 more are", "clear samples", "at least", { times: 1.05, ofAct: 0 }),
        claim("and they are more alike", "variety", "at most", { times: 0.9, ofAct: 0 }),
      ],
    },
    { change: { guidance: -1 }, steps: 10, claims: [claim("at w = −1 the class is ignored", "right class", "at most", 0.2)] },
  ],
};
const EPOCHS = 12;

/** One more epoch without guidance: samples are less clear, and as varied as the digits. */
export const runs: readonly QualityRun[] = [{
  name: "pixel-flow", settings: {}, epochs: EPOCHS + 1, changes: { [EPOCHS]: { guidance: 0 } },
  measure: { "class-accuracy": [EPOCHS, EPOCHS + 1], "digit-fid": [EPOCHS, EPOCHS + 1] },
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
