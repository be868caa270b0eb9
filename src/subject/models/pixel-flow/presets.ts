import type { Presets } from "../../presets/preset";

export const presets: Presets = {
  "noise-to-digits": {
    lecture: { shows: "pictures", asks: ["until", "flowSteps"] },
    versions: [
      { seed: 1, class: 3, hyperparameters: { guidance: 1, flowSteps: 10, until: 1, lr: 0.001, latent: 16, filters: 32, batch: 64 } },
    ],
  },
  "guidance": {
    lecture: { shows: "pictures", asks: ["guidance", "flowSteps"] },
    versions: [
      { seed: 1, class: 3, hyperparameters: { guidance: 0, flowSteps: 10, until: 1, lr: 0.001, latent: 16, filters: 32, batch: 64 } },
    ],
  },
};
