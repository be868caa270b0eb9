/**
 * Every version of every preset that was ever published. Append only: `published.test.ts` holds the full
 * configuration of each, and fails when one of them changes. The menu shows names in this order.
 */
import type { Preset } from "./preset";

const preset = <const Name extends string>(given: Preset<Name>): Preset<Name> => given;

export const published = [
  preset({
    name: "first-vae", version: 1, model: "vae", seed: 1,
    hyperparameters: { beta: 1, lr: 0.001, latent: 2, hidden: 400, batch: 128 },
  }),
  preset({
    name: "twenty-dimensions", version: 1, model: "vae", seed: 1,
    hyperparameters: { beta: 1, lr: 0.001, latent: 20, hidden: 400, batch: 128 },
  }),
  preset({
    name: "posterior-collapse", version: 1, model: "vae", seed: 1,
    hyperparameters: { beta: 20, lr: 0.001, latent: 2, hidden: 400, batch: 128 },
  }),
  preset({
    name: "holes", version: 1, model: "vae", seed: 1,
    hyperparameters: { beta: 0, lr: 0.001, latent: 2, hidden: 400, batch: 128 },
  }),
  preset({
    name: "disentangle", version: 1, model: "beta-vae", seed: 1,
    hyperparameters: { beta: 4, warmUp: 0, freeBits: 0, lr: 0.001, latent: 10, hidden: 400, batch: 128 },
  }),
  preset({
    name: "first-cgan", version: 1, model: "cgan", seed: 1, class: 3,
    hyperparameters: {
      condition: "projection", batchNorm: "on", lr: 0.0005, discriminatorRate: 1, latent: 64, hidden: 128, batch: 128,
    },
  }),
  preset({
    name: "ignores-its-label", version: 1, model: "cgan", seed: 1, class: 3,
    hyperparameters: {
      condition: "concat", batchNorm: "off", lr: 0.0002, discriminatorRate: 1, latent: 64, hidden: 128, batch: 128,
    },
  }),
  preset({
    name: "strong-discriminator", version: 1, model: "cgan", seed: 1, class: 3,
    hyperparameters: {
      condition: "projection", batchNorm: "on", lr: 0.00005, discriminatorRate: 20, latent: 64, hidden: 128, batch: 128,
    },
  }),
  preset({
    name: "plain-autoencoder", version: 1, model: "ae", seed: 1,
    hyperparameters: { lr: 0.001, latent: 2, hidden: 400, batch: 128 },
  }),
  preset({
    name: "convolutional-vae", version: 1, model: "conv-vae", seed: 1,
    hyperparameters: { beta: 1, lr: 0.001, latent: 2, hidden: 64, batch: 64 },
  }),
  preset({
    name: "class-as-a-knob", version: 1, model: "cvae", seed: 1, class: 3,
    hyperparameters: { beta: 1, lr: 0.001, latent: 2, hidden: 400, batch: 128 },
  }),
  preset({
    name: "learned-likeness", version: 1, model: "vae-gan", seed: 1,
    hyperparameters: { gamma: 0.01, lr: 0.0003, latent: 20, batch: 64 },
  }),
  preset({
    name: "first-gan", version: 1, model: "gan", seed: 1,
    hyperparameters: {
      loss: "non-saturating", batchNorm: "on", dropout: 0.3, lr: 0.0005, discriminatorRate: 1, latent: 64, hidden: 128, batch: 128,
    },
  }),
  preset({
    name: "saturating", version: 1, model: "gan", seed: 1,
    hyperparameters: {
      loss: "saturating", batchNorm: "off", dropout: 0, lr: 0.0002, discriminatorRate: 5, latent: 64, hidden: 128, batch: 128,
    },
  }),
  preset({
    name: "auxiliary-classifier", version: 1, model: "acgan", seed: 1, class: 3,
    hyperparameters: { fakeClass: 0, lr: 0.0005, discriminatorRate: 4, latent: 64, hidden: 128, batch: 32 },
  }),
  preset({
    name: "deep-convolutional", version: 1, model: "dcgan", seed: 1, class: 3,
    hyperparameters: { lr: 0.0005, discriminatorRate: 1, latent: 64, batch: 64 },
  }),
  preset({
    name: "wasserstein", version: 1, model: "wgan", seed: 1,
    hyperparameters: { clip: 0.01, criticSteps: 5, lr: 0.00005, latent: 64, hidden: 128, batch: 64 },
  }),
  preset({
    name: "gradient-penalty", version: 1, model: "wgan-gp", seed: 1,
    hyperparameters: {
      architecture: "dense", lambda: 10, criticSteps: 5, lr: 0.0001, latent: 64, hidden: 128, batch: 64,
    },
  }),
  preset({
    name: "spectral-norm", version: 1, model: "sngan", seed: 1,
    hyperparameters: { lr: 0.0002, discriminatorRate: 1, latent: 64, hidden: 128, batch: 128 },
  }),
  preset({
    name: "half-a-digit", version: 1, model: "completion-cvae", seed: 1,
    hyperparameters: { visible: "half", beta: 1, lr: 0.001, latent: 20, hidden: 400, batch: 128 },
  }),
  preset({
    name: "half-a-digit-by-gan", version: 1, model: "completion-cgan", seed: 1,
    hyperparameters: {
      visible: "half", lambda: 0.1, lr: 0.0002, discriminatorRate: 1, latent: 64, hidden: 128, batch: 128,
    },
  }),
  preset({
    name: "blurry-or-sharp", version: 1, model: "vae", seed: 1,
    hyperparameters: {
      beta: 1, lr: 0.001, likelihood: "gaussian", sigma: 1, pixels: "grey", latent: 20, hidden: 400, batch: 128,
    },
  }),
  // β = 20 left half a nat, and blurred 1s and 0s on the map.
  preset({
    name: "posterior-collapse", version: 2, model: "vae", seed: 1,
    hyperparameters: {
      beta: 40, lr: 0.001, likelihood: "bernoulli", sigma: 0.3, pixels: "grey", latent: 2, hidden: 400, batch: 128,
    },
  }),
  // At a rate of 0.00005 and a clip of 0.01 digits took 8,000 steps, and the critic's loss never left 0 by more than 0.1.
  preset({
    name: "wasserstein", version: 2, model: "wgan", seed: 1,
    hyperparameters: { clip: 0.03, criticSteps: 5, lr: 0.0005, latent: 64, hidden: 128, batch: 64 },
  }),
  // At a rate of 0.0002 there was nothing like a digit within a minute, so that one could not see the class being ignored.
  preset({
    name: "ignores-its-label", version: 2, model: "cgan", seed: 1, class: 3,
    hyperparameters: {
      condition: "concat", batchNorm: "off", lr: 0.001, discriminatorRate: 1, latent: 64, hidden: 128, batch: 128,
    },
  }),
  preset({
    name: "mode-collapse", version: 1, model: "gan", seed: 1,
    hyperparameters: {
      loss: "non-saturating", batchNorm: "off", dropout: 0, lr: 0.005, discriminatorRate: 0.1, latent: 64, hidden: 128, batch: 32,
    },
  }),
] as const satisfies readonly Preset[];

export type PresetName = (typeof published)[number]["name"];
