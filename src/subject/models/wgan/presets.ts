import type { Presets } from "../../presets/preset";

export const presets: Presets = {
  wasserstein: {
    play: true,
    lecture: { about: "losses", follows: ["critic-total"] },
    versions: [
      { seed: 1, hyperparameters: { clip: 0.01, criticSteps: 5, lr: 0.00005, latent: 64, hidden: 128, batch: 64 } },
      // At a learning rate of 0.00005 and a clip of 0.01 digits took 8,000 steps, and the critic's loss stayed within 0.1 of 0.
      { seed: 1, hyperparameters: { clip: 0.03, criticSteps: 5, lr: 0.0005, latent: 64, hidden: 128, batch: 64 } },
      { seed: 1, hyperparameters: { clip: 0.03, criticSteps: 5, lr: 0.0005, latent: 64, hidden: 128, batch: 64, pool: "growing" } },
    ],
  },
};
