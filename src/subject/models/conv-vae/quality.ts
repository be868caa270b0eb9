/** The claims of the presets' texts, and targets of longer runs. `npm run quality` measures them; they are not part of the page. */
import { claim, type Claims, type TrainedStartSteps } from "../../quality/claims";
import { heldOut, upTo, type QualityRun, type Target } from "../../quality/targets";

/** The claims of the newest version of each preset. */
export const claims: Claims = {
  "convolutional-vae": [{
    steps: 937, claims: [claim("the loss is below 170 nats after an epoch", "loss total", "at most", 170)],
  }],
};

export const runs: readonly QualityRun[] = [
  { name: "conv-vae-2", settings: { latent: 2 }, epochs: 10, measure: { "held-out": upTo(10) } },
];

export const targets: readonly Target[] = [
  heldOut("conv-vae-2", 10, 153),
];

export const trainedTo: TrainedStartSteps = { "convolutional-vae": 3000 };
