import type { Presets } from "../../presets/preset";

export const presets: Presets = {
  "first-cgan": {
    versions: [
      {
        seed: 1, class: 3,
        hyperparameters: {
          condition: "projection", batchNorm: "on", lr: 0.0005, discriminatorRate: 1, latent: 64, hidden: 128, batch: 128,
        },
      },
      {
        seed: 1, class: 3,
        hyperparameters: {
          condition: "projection", batchNorm: "on", lr: 0.0005, discriminatorRate: 1, latent: 64, hidden: 128, batch: 128, pool: "growing",
        },
      },
    ],
  },
  "ignores-its-label": {
    lecture: { asks: ["condition"] },
    versions: [
      {
        seed: 1, class: 3,
        hyperparameters: { condition: "concat", batchNorm: "off", lr: 0.0002, discriminatorRate: 1, latent: 64, hidden: 128, batch: 128 },
      },
      // At a learning rate of 0.0002 no digits appeared within a minute, so that one could not see the class being ignored.
      {
        seed: 1, class: 3,
        hyperparameters: { condition: "concat", batchNorm: "off", lr: 0.001, discriminatorRate: 1, latent: 64, hidden: 128, batch: 128 },
      },
    ],
  },
  "strong-discriminator": {
    lecture: { asks: ["discriminatorRate"] },
    versions: [
      {
        seed: 1, class: 3,
        hyperparameters: {
          condition: "projection", batchNorm: "on", lr: 0.00005, discriminatorRate: 20, latent: 64, hidden: 128, batch: 128,
        },
      },
    ],
  },
};
