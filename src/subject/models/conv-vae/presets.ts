import type { Presets } from "../../presets/preset";

export const presets: Presets = {
  "convolutional-vae": {
    lecture: { about: "losses" },
    versions: [
      { seed: 1, hyperparameters: { beta: 1, lr: 0.001, latent: 2, hidden: 64, batch: 64 } },
    ],
  },
};
