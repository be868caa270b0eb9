import type { Presets } from "../../presets/preset";

export const presets: Presets = {
  "first-gan": {
    play: true,
    lecture: { about: "losses" },
    versions: [
      {
        seed: 1,
        hyperparameters: {
          loss: "non-saturating", batchNorm: "on", dropout: 0.3, lr: 0.0005, discriminatorRate: 1, latent: 64, hidden: 128, batch: 128,
        },
      },
      {
        seed: 1,
        hyperparameters: {
          data: "mnist", loss: "non-saturating", depth: "two", batchNorm: "on", dropout: 0.3, lr: 0.0005, discriminatorRate: 1, latent: 64, hidden: 128,
          batch: 128, pool: "growing",
        },
      },
    ],
  },
  saturating: {
    lecture: { about: "losses", asks: ["loss"] },
    versions: [
      {
        seed: 1,
        hyperparameters: {
          loss: "saturating", batchNorm: "off", dropout: 0, lr: 0.0002, discriminatorRate: 5, latent: 64, hidden: 128, batch: 128,
        },
      },
    ],
  },
  "mode-collapse": {
    lecture: { asks: ["discriminatorRate"] },
    versions: [
      {
        seed: 1,
        hyperparameters: {
          loss: "non-saturating", batchNorm: "off", dropout: 0, lr: 0.005, discriminatorRate: 0.1, latent: 64, hidden: 128, batch: 32,
        },
      },
    ],
  },
  "dropped-modes": {
    lecture: { asks: ["discriminatorRate"] },
    versions: [
      {
        seed: 1,
        hyperparameters: {
          data: "ring", loss: "non-saturating", batchNorm: "off", dropout: 0, lr: 0.002, discriminatorRate: 0.2, latent: 2, hidden: 64, batch: 128,
        },
      },
    ],
  },
};
