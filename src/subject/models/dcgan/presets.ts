import type { Presets } from "../../presets/preset";

export const presets: Presets = {
  "deep-convolutional": {
    versions: [
      { seed: 1, class: 3, hyperparameters: { lr: 0.0005, discriminatorRate: 1, latent: 64, batch: 64 } },
    ],
  },
};
