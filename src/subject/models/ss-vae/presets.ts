import type { Presets } from "../../presets/preset";

export const presets: Presets = {
  "hundred-labels": {
    lecture: { measures: true, asks: ["headStart"], follows: ["disagreement", "classification"] },
    versions: [
      {
        seed: 1, class: 4,
        hyperparameters: {
          labels: 10, headStart: 500, shift: 2, alpha: 100, lr: 0.001, pixels: "binary", latent: 2, hidden: 256, batch: 32,
        },
      },
    ],
  },
};
