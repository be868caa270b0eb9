import type { Presets } from "../../presets/preset";

export const presets: Presets = {
  "noise-to-ring": {
    lecture: { asks: ["flowSteps"] },
    versions: [
      { seed: 1, hyperparameters: { data: "ring", flowSteps: 20, lr: 0.003, latent: 2, hidden: 64, batch: 256 } },
    ],
  },
};
