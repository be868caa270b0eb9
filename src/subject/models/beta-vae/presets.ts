import type { Presets } from "../../presets/preset";

export const presets: Presets = {
  disentangle: {
    lecture: { shows: "traverse" },
    versions: [
      { seed: 1, hyperparameters: { beta: 4, warmUp: 0, freeBits: 0, lr: 0.001, latent: 10, hidden: 400, batch: 128 } },
    ],
  },
};
