/** The claims of the preset's texts, and targets of longer runs. `npm run quality` measures them; they are not part of the page. */
import { claim, type Claims } from "../../quality/claims";
import { percent, upTo, type QualityRun, type Target } from "../../quality/targets";

/** The claims of the newest version of each preset. */
export const claims: Claims = {
  "row-of-symbols": [
    {
      steps: 936, claims: [
        claim("six in ten drawn digits are clear", "clear samples", "at least", 0.55),
        claim("nearly all of the 64 entries are in use", "entries in use", "at least", 58),
      ],
    },
    {
      change: { entries: 8 }, restart: true, steps: 936, claims: [
        claim("with 8 entries reconstructions are of the same class less often", "reconstructions of the same class", "at most", { times: 0.97, ofAct: 0 }),
      ],
    },
  ],
};

export const runs: readonly QualityRun[] = [{
  name: "vq-vae", settings: {}, epochs: 6,
  measure: { "held-out": upTo(6), codes: upTo(6), "class-histogram": upTo(6), "digit-fid": [6] },
}];

export const targets: readonly Target[] = [{
  what: "vq-vae: samples that are clear to the evaluation classifier after 6 epochs",
  wanted: "≥ 60 %",
  find(results) {
    const found = results.value("vq-vae", 6, "class-histogram");
    return found && { measured: percent(found.clear), reached: found.clear >= 0.6 };
  },
}];
