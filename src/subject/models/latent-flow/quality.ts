/** The claims of the preset's texts, and targets of longer runs. `npm run quality` measures them; they are not part of the page. */
import { claim, type Claims } from "../../quality/claims";
import { nats, upTo, type QualityRun, type Target } from "../../quality/targets";

/** The claims of the newest version of each preset. */
export const claims: Claims = {
  "holes-filled": [
    { steps: 936, claims: [claim("four in ten samples are clear digits, against one in four at best from N(0, I)", "clear samples", "at least", 0.35)] },
    { change: { flowSteps: 1 }, steps: 20, claims: [claim("with one step nearly all samples are the same", "variety", "at most", 0.1)] },
  ],
};

const EPOCHS = 4;

export const runs: readonly QualityRun[] = [{
  name: "latent-flow", settings: {}, epochs: EPOCHS,
  measure: { "held-out": upTo(EPOCHS), "class-histogram": upTo(EPOCHS), "digit-fid": upTo(EPOCHS) },
}];

/** The VAE of the preset `holes` is trained identically, to the bit. */
export const targets: readonly Target[] = [{
  what: `latent-flow: digit-FID of samples as a share of those that the same VAE (β = 0) makes of N(0, I), after ${EPOCHS} epochs`,
  wanted: "≤ 50 %",
  find(results) {
    const [flow, noise] = ["latent-flow", "vae-holes"].map((run) => results.value(run, EPOCHS, "digit-fid"));
    if (!flow || !noise) return null;
    const share = flow.distance / noise.distance;
    return { measured: `${(100 * share).toFixed(1)} % (${nats(noise.distance)} → ${nats(flow.distance)})`, reached: share <= 0.5 };
  },
}];
