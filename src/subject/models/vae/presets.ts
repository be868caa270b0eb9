import type { Presets } from "../../presets/preset";

export const presets: Presets = {
  "first-vae": {
    play: true,
    versions: [
      { seed: 1, hyperparameters: { beta: 1, lr: 0.001, latent: 2, hidden: 400, batch: 128 } },
      {
        seed: 1,
        hyperparameters: {
          data: "mnist", beta: 1, lr: 0.001, likelihood: "bernoulli", deviation: "learned", sigma: 0.3, pixels: "grey", latent: 2, hidden: 400, batch: 128, pool: "growing",
        },
      },
    ],
  },
  "twenty-dimensions": {
    play: true,
    versions: [
      { seed: 1, hyperparameters: { beta: 1, lr: 0.001, latent: 20, hidden: 400, batch: 128 } },
      {
        seed: 1,
        hyperparameters: {
          data: "mnist", beta: 1, lr: 0.001, likelihood: "bernoulli", deviation: "learned", sigma: 0.3, pixels: "grey", latent: 20, hidden: 400, batch: 128, pool: "growing",
        },
      },
    ],
  },
  "posterior-collapse": {
    versions: [
      { seed: 1, hyperparameters: { beta: 20, lr: 0.001, latent: 2, hidden: 400, batch: 128 } },
      // β = 20 left half a nat, and the map showed blurred 1s and 0s.
      {
        seed: 1,
        hyperparameters: { beta: 40, lr: 0.001, likelihood: "bernoulli", sigma: 0.3, pixels: "grey", latent: 2, hidden: 400, batch: 128 },
      },
    ],
  },
  holes: {
    play: true,
    lecture: { shows: "pictures" },
    versions: [
      { seed: 1, hyperparameters: { beta: 0, lr: 0.001, latent: 2, hidden: 400, batch: 128 } },
      // From a growing pool, 60 % of the samples of seed 3 were digits at the end of the first act.
    ],
  },
  "blurry-or-sharp": {
    lecture: { asks: ["sigma", "likelihood"], follows: ["kl"] },
    versions: [
      {
        seed: 1,
        hyperparameters: { beta: 1, lr: 0.001, likelihood: "gaussian", sigma: 1, pixels: "grey", latent: 20, hidden: 400, batch: 128 },
      },
    ],
  },
  "two-moons": {
    lecture: { asks: ["latent"] },
    versions: [
      {
        seed: 1,
        hyperparameters: {
          data: "moons", beta: 1, lr: 0.003, likelihood: "bernoulli", deviation: "learned", sigma: 0.3, pixels: "grey", latent: 1, hidden: 64, batch: 128,
        },
      },
    ],
  },
};
