import type { Presets } from "../../presets/preset";

export const presets: Presets = {
  "sorted-without-labels": {
    lecture: { shows: "pictures", asks: ["components"] },
    versions: [
      { seed: 1, hyperparameters: { prior: "vamp", components: 100, lr: 0.001, latent: 10, hidden: 400, batch: 128 } },
    ],
  },
};
