/** The claims of the presets' texts, and targets of longer runs. `npm run quality` measures them; they are not part of the page. */
import { claim, type Claims } from "../../quality/claims";
import { percent, upTo, type QualityRun, type Target } from "../../quality/targets";

/** The claims of the newest version of each preset. */
export const claims: Claims = {
  "hundred-labels": [
    { steps: 1000, claims: [claim("the classifier is wrong on a quarter of the test images at most", "test error", "at most", 0.25)] },
    {
      change: { headStart: 20_000 }, steps: 1000,
      claims: [claim("from labels alone it makes more errors, by 5 % of them at least", "test error", "at least", { times: 1.05, ofAct: 0 })],
    },
  ],
};

const EPOCHS = 5;

export const runs: readonly QualityRun[] = [
  { name: "ss-vae", settings: {}, epochs: EPOCHS, measure: { "test-error": upTo(EPOCHS), "class-accuracy": [EPOCHS] } },
];

export const targets: readonly Target[] = [{
  what: `ss-vae: test error with 100 labels after ${EPOCHS} epochs`,
  wanted: "≤ 15 %",
  find(results) {
    const found = results.value("ss-vae", "last", "test-error");
    return found && { measured: percent(found.error), reached: found.error <= 0.15 };
  },
}];
