/** The claims of the presets' texts, and targets of longer runs. `npm run quality` measures them; they are not part of the page. */
import { claim, type Claims } from "../../quality/claims";
import { upTo, type QualityRun, type Results, type Target } from "../../quality/targets";

/** The claims of the newest version of each preset. */
export const claims: Claims = {
  "half-missing": [
    { steps: 900, claims: [claim("the missing half is filled in with little more than half the error of the mean image, 0.148", "error on missing pixels", "at most", 0.082)] },
    {
      change: { missingAre: "empty" }, steps: 900,
      claims: [claim("missing pixels that are treated as empty are filled in worse, by at least a fifth", "error on missing pixels", "at least", { times: 1.2, ofAct: 0 })],
    },
  ],
  "gaps-taken-for-empty": [
    { steps: 900, claims: [claim("what is filled in has an error little below that of the mean image, 0.148", "error on missing pixels", "at least", 0.105)] },
    {
      change: { missingAre: "left-out" }, steps: 900,
      claims: [claim("left out, they are filled in better, with an error lower by 8 % at least", "error on missing pixels", "at most", { times: 0.92, ofAct: 0 })],
    },
  ],
};

const EPOCHS = 3;

const SHARES = [0.25, 0.5, 0.75];
const nameOf = (share: number, zeros: boolean) => `missing-vae-${100 * share}${zeros ? "-empty" : ""}`;

/** A quarter, half and three quarters of the pixels are missing, left out of the bound or treated as empty. */
export const runs: readonly QualityRun[] = SHARES.flatMap((missing) => [false, true].map((empty) => ({
  name: nameOf(missing, empty), settings: { missing, missingAre: empty ? "empty" : "left-out" }, epochs: EPOCHS,
  measure: { imputation: upTo(EPOCHS) },
})));

const errorOf = (results: Results, share: number, zeros: boolean) => results.value(nameOf(share, zeros), "last", "imputation");

export const targets: readonly Target[] = SHARES.map((share) => ({
  what: `missing-vae: mean |error| on missing pixels of test images, ${100 * share} % missing, after ${EPOCHS} epochs`,
  wanted: "below that of the mean image and of a VAE that treats them as empty paper",
  find(results) {
    const [own, empty] = [errorOf(results, share, false), errorOf(results, share, true)];
    if (!own || !empty) return null;
    const [model, mean, zeros] = [own.ofModel.absolute, own.ofMean.absolute, empty.ofModel.absolute];
    return {
      measured: `${model.toFixed(4)}; mean image ${mean.toFixed(4)}, treated as empty ${zeros.toFixed(4)}`, reached: model < mean && model < zeros,
    };
  },
}));
