import type { Presets } from "../../presets/preset";

export const presets: Presets = {
  "plain-autoencoder": {
    play: true,
    versions: [
      { seed: 1, hyperparameters: { lr: 0.001, latent: 2, hidden: 400, batch: 128 } },
      { seed: 1, hyperparameters: { lr: 0.001, latent: 2, hidden: 400, batch: 128, pool: "growing" } },
    ],
  },
};
