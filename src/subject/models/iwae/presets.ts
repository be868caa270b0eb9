import type { Presets } from "../../presets/preset";

export const presets: Presets = {
  "ten-codes": {
    lecture: { about: "losses", measures: true, shows: "traverse", asks: ["samples"] },
    versions: [
      { seed: 1, hyperparameters: { samples: 10, lr: 0.001, pixels: "binary", latent: 20, hidden: 200, batch: 64 } },
    ],
  },
};
