import { expect, it } from "vitest";
import { defaultsOf, type HyperparameterValues } from "../../core/model/hyperparameters";
import { lossColumns } from "../../core/model/model";
import type { RunConfig } from "../../core/run/runConfig";
import { findModel, models } from "../../subject/models/registry";
import { isSameLoss } from "./sameLoss";

const run = (model: string, chosen: HyperparameterValues = {}): RunConfig =>
  ({ model, seed: 1, backend: "wasm", hyperparameters: { ...defaultsOf(findModel(model)!.hyperparameters), ...chosen } });

/** Returns the columns of the first run that the second one defines equally. */
const same = (a: RunConfig, b: RunConfig, steps = 500) => lossColumns(findModel(a.model)!).map(({ id }) => id).filter((id) => isSameLoss(id, a, b, steps));

it("a weight changes the total alone", () => {
  expect(same(run("vae"), run("vae"))).toEqual(["reconstruction", "kl", "total"]);
  expect(same(run("vae"), run("vae", { beta: 4 }))).toEqual(["reconstruction", "kl"]);
  const later = { ...run("vae"), then: [{ step: 100, id: "beta", value: 4 }] };
  expect(same(run("vae"), later)).toEqual(["reconstruction", "kl"]);
  expect(same(run("vae"), later, 100)).toEqual(["reconstruction", "kl", "total"]);
  expect(same(later, later)).toEqual(["reconstruction", "kl", "total"]);
  // β grows from 0 in the warm-up: the totals differ in its first steps, whatever they are later.
  expect(same(run("beta-vae"), run("beta-vae", { warmUp: 100 }))).toEqual(["reconstruction", "kl"]);
  expect(same(run("beta-vae", { warmUp: 100 }), run("beta-vae", { warmUp: 200 }), Infinity)).toEqual(["reconstruction", "kl"]);
});

it("settings that define terms change these terms and the total, but only if they are in use", () => {
  expect(same(run("vae"), run("vae", { likelihood: "gaussian" }))).toEqual(["kl"]);
  expect(same(run("vae"), run("vae", { pixels: "binary" }))).toEqual(["kl"]);
  expect(same(run("beta-vae"), run("beta-vae", { freeBits: 0.5 }))).toEqual(["reconstruction"]);
  expect(same(run("iwae"), run("iwae", { samples: 50 }))).toEqual([]);
  expect(same(run("vae", { data: "ring" }), run("vae", { data: "ring", pixels: "binary" }))).toEqual(["reconstruction", "kl", "total"]);
});

it("σ, widths and learning rates change no definition", () => {
  const gaussian = run("vae", { likelihood: "gaussian", sigma: 1 });
  expect(same(gaussian, run("vae", { likelihood: "gaussian", sigma: 0.3, hidden: 50, latent: 20, lr: 0.1 }))).toEqual(["reconstruction", "kl", "total"]);
});

it("two models share the losses that they write as the same formula with the same weights", () => {
  expect(same(run("vae"), run("conv-vae"))).toEqual(["reconstruction", "kl", "total"]);
  expect(same(run("vae", { pixels: "binary" }), run("conv-vae"))).toEqual(["kl"]);
  expect(same(run("gan"), run("gan", { loss: "saturating" }))).toEqual(["real", "fake", "discriminator-total"]);
  expect(same(run("vae"), run("beta-vae"))).toEqual(["reconstruction", "kl"]); // its β is 4
  expect(same(run("vae"), run("ae"))).toEqual([]);
});

it("other images make other losses", () => {
  expect(same(run("vae"), { ...run("vae"), own: "mine" })).toEqual([]);
  expect(same(run("vae"), run("vae", { data: "ring" }))).toEqual([]);
});

it("settings name terms of their own model", () => {
  for (const { id, hyperparameters, objectives } of models) {
    const terms = objectives.flatMap((objective) => objective.terms.map((term) => term.id));
    for (const { definesLoss: of } of Object.values(hyperparameters)) if (of && of !== true) expect(terms, id).toEqual(expect.arrayContaining([...of]));
  }
});
