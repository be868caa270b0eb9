import { expect, test } from "vitest";
import { defaultsOf } from "../core/hyperparameters";
import { findModel } from "../models/registry";

/**
 * What a link like #model=vae means. These lines do not change: `urlCodec.ts` says what to do when a default
 * must. A hyperparameter that is added gets as default what the model did without it, and its place here.
 */
test.each([
  ["vae", { beta: 1, lr: 0.001, likelihood: "bernoulli", sigma: 0.3, pixels: "grey", latent: 2, hidden: 400, batch: 128 }],
  ["beta-vae", { beta: 4, warmUp: 0, freeBits: 0, lr: 0.001, latent: 10, hidden: 400, batch: 128 }],
  ["cgan", {
    condition: "projection", batchNorm: "on", lr: 0.0005, discriminatorRate: 1, latent: 64, hidden: 128, batch: 128,
  }],
  ["ae", { lr: 0.001, latent: 2, hidden: 400, batch: 128 }],
  ["conv-vae", { beta: 1, lr: 0.001, latent: 2, hidden: 64, batch: 64 }],
  ["cvae", { beta: 1, lr: 0.001, latent: 2, hidden: 400, batch: 128 }],
  ["vae-gan", { gamma: 0.01, lr: 0.0003, latent: 20, batch: 64 }],
  ["gan", {
    loss: "non-saturating", batchNorm: "on", dropout: 0.3, lr: 0.0005, discriminatorRate: 1, latent: 64, hidden: 128, batch: 128,
  }],
  ["acgan", { fakeClass: 0, lr: 0.0005, discriminatorRate: 4, latent: 64, hidden: 128, batch: 32 }],
  ["dcgan", { lr: 0.0005, discriminatorRate: 1, latent: 64, batch: 64 }],
  ["wgan", { clip: 0.01, criticSteps: 5, lr: 0.00005, latent: 64, hidden: 128, batch: 64 }],
  ["wgan-gp", { architecture: "dense", lambda: 10, criticSteps: 5, lr: 0.0001, latent: 64, hidden: 128, batch: 64 }],
  ["sngan", { lr: 0.0002, discriminatorRate: 1, latent: 64, hidden: 128, batch: 128 }],
  ["completion-cvae", { visible: "half", beta: 1, lr: 0.001, latent: 20, hidden: 400, batch: 128 }],
  ["completion-cgan", {
    visible: "half", lambda: 0.1, lr: 0.0002, discriminatorRate: 1, latent: 64, hidden: 128, batch: 128,
  }],
])("the defaults of %s, version 1", (id, defaults) => {
  expect(defaultsOf(findModel(id)!.hyperparameters)).toEqual(defaults);
});
