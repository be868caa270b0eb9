import type { Presets } from "../../presets/preset";

export const presets: Presets = {
  "classes-without-labels": {
    lecture: { measures: true, asks: ["information"], follows: ["code"] },
    versions: [
      {
        seed: 1, class: 3,
        hyperparameters: {
          information: 1, shift: 2, slant: 0.4, dropout: 0.3, lr: 0.001, discriminatorRate: 1, latent: 16, hidden: 128, batch: 64,
        },
      },
    ],
  },
  "class-means-nothing": {
    lecture: { asks: ["information"], follows: ["code"] },
    versions: [
      {
        seed: 1, class: 3,
        hyperparameters: {
          information: 0, shift: 2, slant: 0.4, dropout: 0.3, lr: 0.001, discriminatorRate: 1, latent: 16, hidden: 128, batch: 64,
        },
      },
    ],
  },
};
