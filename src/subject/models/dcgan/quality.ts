/** The claims of the presets' texts, and targets of longer runs. `npm run quality` measures them; they are not part of the page. */
import { claim, type Claims, type TrainedStartSteps } from "../../quality/claims";
import { atLeast, classAccuracy, coverage, fidBelowVae, fidHalved, percent, upTo, type QualityRun, type Target } from "../../quality/targets";

/** The claims of the newest version of each preset. */
export const claims: Claims = {
  "deep-convolutional": [{
    steps: 1874, claims: [claim("each column is of its class", "right class", "at least", 0.8)],
  }],
};

export const runs: readonly QualityRun[] = [
  {
    name: "dcgan", settings: {}, epochs: 10,
    measure: { "class-accuracy": upTo(10), "class-histogram": [10], "digit-fid": upTo(10) },
  },
];

export const targets: readonly Target[] = [
  {
    ...classAccuracy("dcgan", "last", ...atLeast(0.97)),
    tried: "Class vectors over averaged features stayed at 11 % for five epochs; over all features, batches of 128 came to "
      + "96.8 % after ten, batches of 64 to 98.2 %.",
  },
  {
    what: "dcgan: class accuracy of the worst class",
    wanted: "≥ 90 %",
    find(results) {
      const found = results.value("dcgan", "last", "class-accuracy");
      if (!found) return null;
      const worst = Math.min(...found.perClass);
      return { measured: `${percent(worst)} (${found.perClass.indexOf(worst)})`, reached: worst >= 0.9 };
    },
  },
  coverage("dcgan"),
  fidBelowVae("dcgan"),
  fidHalved("dcgan"),
];

export const trainedTo: TrainedStartSteps = { "deep-convolutional": 4000 };
