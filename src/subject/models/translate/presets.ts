import type { Presets } from "../../presets/preset";

const sizes = { lr: 0.001, discriminatorRate: 0.5, latent: 8, hidden: 256, batch: 64 };

export const presets: Presets = {
  "digits-from-edges": {
    versions: [{ seed: 1, hyperparameters: { from: "edges", adversarial: 8, ...sizes } }],
  },
  "distance-alone": {
    lecture: { shows: "pictures", asks: ["adversarial"] },
    versions: [{ seed: 1, hyperparameters: { from: "quarter", adversarial: 0, ...sizes, discriminatorRate: 1 } }],
  },
};
