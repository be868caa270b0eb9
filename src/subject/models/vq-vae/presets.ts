import type { Presets } from "../../presets/preset";

export const presets: Presets = {
  "row-of-symbols": {
    lecture: { shows: "pictures", asks: ["entries"] },
    versions: [
      { seed: 1, hyperparameters: { entries: 64, commitment: 0.25, lr: 0.001, priorFrom: 400, latent: 40, hidden: 400, batch: 128 } },
    ],
  },
};
