import type { Presets } from "../../presets/preset";

export const presets: Presets = {
  "half-a-digit-by-gan": {
    versions: [
      { seed: 1, hyperparameters: { visible: "half", lambda: 0.1, lr: 0.0002, discriminatorRate: 1, latent: 64, hidden: 128, batch: 128 } },
    ],
  },
};
