import type { Presets } from "../../presets/preset";

export const presets: Presets = {
  "auxiliary-classifier": {
    lecture: { asks: ["fakeClass"] },
    versions: [
      { seed: 1, class: 3, hyperparameters: { fakeClass: 0, lr: 0.0005, discriminatorRate: 4, latent: 64, hidden: 128, batch: 32 } },
    ],
  },
};
