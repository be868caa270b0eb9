import type { Presets } from "../../presets/preset";

export const presets: Presets = {
  "gradient-penalty": {
    versions: [
      { seed: 1, hyperparameters: { architecture: "dense", lambda: 10, criticSteps: 5, lr: 0.0001, latent: 64, hidden: 128, batch: 64 } },
    ],
  },
  "all-eight": {
    lecture: { asks: ["lambda"], follows: ["fake-score", "real-score"] },
    versions: [
      {
        seed: 1,
        hyperparameters: { data: "ring", architecture: "dense", lambda: 1, criticSteps: 5, lr: 0.001, latent: 2, hidden: 64, batch: 64 },
      },
    ],
  },
};
