import type { Presets } from "../../presets/preset";

export const presets: Presets = {
  "half-a-digit": {
    versions: [
      { seed: 1, hyperparameters: { visible: "half", beta: 1, lr: 0.001, latent: 20, hidden: 400, batch: 128 } },
    ],
  },
};
