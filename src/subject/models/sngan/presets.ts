import type { Presets } from "../../presets/preset";

export const presets: Presets = {
  "spectral-norm": {
    lecture: { asks: ["discriminatorRate"] },
    versions: [
      { seed: 1, hyperparameters: { lr: 0.0002, discriminatorRate: 1, latent: 64, hidden: 128, batch: 128 } },
    ],
  },
};
