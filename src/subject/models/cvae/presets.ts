import type { Presets } from "../../presets/preset";

export const presets: Presets = {
  "class-as-a-knob": {
    play: true,
    versions: [
      { seed: 1, class: 3, hyperparameters: { beta: 1, lr: 0.001, latent: 2, hidden: 400, batch: 128 } },
      { seed: 1, class: 3, hyperparameters: { beta: 1, lr: 0.001, latent: 2, hidden: 400, batch: 128, pool: "growing" } },
    ],
  },
};
