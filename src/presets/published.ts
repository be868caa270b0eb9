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
] as const satisfies readonly Preset[];

export type PresetName = (typeof published)[number]["name"];
