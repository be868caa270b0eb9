import type { Presets } from "../../presets/preset";

export const presets: Presets = {
  "learned-likeness": {
    versions: [
      { seed: 1, hyperparameters: { gamma: 0.01, lr: 0.0003, latent: 20, batch: 64 } },
    ],
  },
};
