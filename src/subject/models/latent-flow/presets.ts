import type { Presets } from "../../presets/preset";

export const presets: Presets = {
  "holes-filled": {
    lecture: { shows: "pictures", asks: ["flowSteps"] },
    versions: [
      { seed: 1, hyperparameters: { flowSteps: 20, beta: 0, lr: 0.001, latent: 2, hidden: 400, flowWidth: 128, batch: 128 } },
    ],
  },
};
