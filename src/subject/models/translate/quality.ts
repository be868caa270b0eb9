/** The claims of the presets' texts, and targets of longer runs. `npm run quality` measures them; they are not part of the page. */
import { claim, type Claims } from "../../quality/claims";
import { percent, upTo, type QualityRun, type Target } from "../../quality/targets";

/** The claims of the newest version of each preset. */
export const claims: Claims = {
  "digits-from-edges": [{
    steps: 900, claims: [
      claim("the evaluation classifier sees the image's class in nine of ten", "images made of the same class", "at least", 0.9),
      claim("the mean error of a pixel is less than half of 0.137, the error of the edges themselves", "error of images made", "at most", 0.05),
    ],
  }],
  "distance-alone": [
    {
      steps: 900, claims: [
        claim("with the distance alone most digits are right", "images made of the same class", "at least", 0.86),
        claim("and have four fifths of the images' sharpness", "sharpness of images made", "at least", 0.8),
      ],
    },
    {
      change: { adversarial: 40 }, restart: true, steps: 900,
      claims: [claim("with λ = 40 they are sharper", "sharpness of images made", "at least", { times: 1.01, ofAct: 0 })],
    },
  ],
};

const EPOCHS = 3;
const FROM = ["edges", "noise", "blur", "quarter"];

export const runs: readonly QualityRun[] = FROM.map((from) => ({
  name: `translate-${from}`, settings: { from, lr: 0.001 }, epochs: EPOCHS, measure: { translation: upTo(EPOCHS) },
}));

export const targets: readonly Target[] = FROM.flatMap((from) => [
  {
    what: `translate from ${from}: mean |error| of a pixel, test images, after ${EPOCHS} epochs`,
    wanted: "below that of what is given, taken as it is",
    find: (results) => {
      const found = results.value(`translate-${from}`, "last", "translation");
      return found && { measured: `${found.error.toFixed(4)} against ${found.errorOfGiven.toFixed(4)}`, reached: found.error < found.errorOfGiven };
    },
  },
  {
    what: `translate from ${from}: the evaluation classifier sees the image's class, after ${EPOCHS} epochs`,
    wanted: "≥ 90 %",
    find: (results) => {
      const found = results.value(`translate-${from}`, "last", "translation");
      return found && { measured: percent(found.sameClass), reached: found.sameClass >= 0.9 };
    },
  },
]);
