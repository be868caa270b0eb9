import type { Presets } from "../../presets/preset";

const sizes = { lr: 0.001, discriminatorRate: 0.5, latent: 2, hidden: 256, batch: 64 };

export const presets: Presets = {
  "thick-to-thin": {
    lecture: { shows: "pictures", asks: ["domain"] },
    versions: [{ seed: 1, hyperparameters: { domain: "thick", cycle: 10, ...sizes } }],
  },
  "no-way-back": {
    lecture: { shows: "pictures", asks: ["cycle"] },
    versions: [{ seed: 1, hyperparameters: { domain: "thick", cycle: 0, ...sizes } }],
  },
};
