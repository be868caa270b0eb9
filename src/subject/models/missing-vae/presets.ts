import type { Presets } from "../../presets/preset";

const sizes = { samples: 5, lr: 0.001, latent: 20, hidden: 256, batch: 64 };

export const presets: Presets = {
  "half-missing": {
    lecture: { shows: "pictures", asks: ["missingAre"] },
    versions: [{ seed: 1, hyperparameters: { missing: 0.5, missingAre: "left-out", ...sizes } }],
  },
  "gaps-taken-for-empty": {
    lecture: { shows: "pictures", asks: ["missingAre"] },
    versions: [{ seed: 1, hyperparameters: { missing: 0.75, missingAre: "empty", ...sizes } }],
  },
};
