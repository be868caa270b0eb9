import { expect, test } from "vitest";
import { defaultsOf } from "../core/hyperparameters";
import { findModel } from "../models/registry";

/**
 * What a link like #model=vae means. These lines do not change: `urlCodec.ts` says what to do when a default
 * must. A hyperparameter that is added gets as default what the model did without it, and its place here.
 */
test.each([
  ["vae", { beta: 1, lr: 0.001, latent: 2, hidden: 400, batch: 128 }],
  ["beta-vae", { beta: 4, warmUp: 0, freeBits: 0, lr: 0.001, latent: 10, hidden: 400, batch: 128 }],
  ["cgan", {
    condition: "projection", batchNorm: "on", lr: 0.0005, discriminatorRate: 1, latent: 64, hidden: 128, batch: 128,
  }],
])("the defaults of %s, version 1", (id, defaults) => {
  expect(defaultsOf(findModel(id)!.hyperparameters)).toEqual(defaults);
});
