/** The claims of the presets' texts, and targets of longer runs. `npm run quality` measures them; they are not part of the page. */
import { claim, type Claims } from "../../quality/claims";
import { nats, type QualityRun, type Target } from "../../quality/targets";

/** The claims of the newest version of each preset. */
export const claims: Claims = {
  "ten-codes": [
    { steps: 937, claims: [] },
    {
      change: { samples: 1 }, steps: 937, claims: [
        claim("with K = 1 the loss is some 6 nats higher after as many steps: by 3 % or more", "loss importance-bound", "at least", { times: 1.03, ofAct: 0 }),
        claim("and by 6 % or less", "loss importance-bound", "at most", { times: 1.06, ofAct: 0 }),
      ],
    },
  ],
};

const EPOCHS = 3;

/** Each run sees the same number of images, with K = 1, 5 and 50 codes an image; K = 1 is the VAE. */
export const runs: readonly QualityRun[] = [1, 5, 50].map((samples) => ({
  name: `iwae-${samples}`, settings: { samples, hidden: 200 }, epochs: EPOCHS,
  measure: { "held-out": [1, EPOCHS], "k-sample-bound": [EPOCHS], codes: [EPOCHS] },
  measureWith: { "k-sample-bound": { k: 5_000, images: 1_000 } },
}));

const better = (samples: number, least: number): Target => ({
  what: `iwae: −log p(x), bounded with 5,000 samples on 1,000 images, with K = ${samples} below that with K = 1, after ${EPOCHS} epochs`,
  wanted: `by ≥ ${least} nats`,
  find(results) {
    const [one, many] = [1, samples].map((k) => results.value(`iwae-${k}`, "last", "k-sample-bound")?.bound);
    if (one === undefined || many === undefined) return null;
    return { measured: `${nats(one - many)} (${nats(many)})`, reached: one - many >= least };
  },
});

export const targets: readonly Target[] = [better(5, 0), better(50, 0.7)];
