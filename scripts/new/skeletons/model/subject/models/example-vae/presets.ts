import type { Presets } from "../../presets/preset";

export const presets: Presets = {
  "example-preset": { versions: [{ seed: 1, hyperparameters: { lambda: 2, lr: 0.001, latent: 2, hidden: 32, batch: 64 } }] },
};
