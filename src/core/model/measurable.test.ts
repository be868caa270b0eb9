import { describe, expect, it } from "vitest";
import { findModel, models } from "../../subject/models/registry";
import { defaultsOf } from "./hyperparameters";
import { codeNoise, elboOf, mayLeaveClassesOut, oneDraw } from "./measurable";
import type { Model } from "./model";

const modelOf = (id: string): Model => findModel(id)!;
const settingsOf = (id: string) => defaultsOf(modelOf(id).hyperparameters);

describe("the evidence lower bound", () => {
  // A model that is in neither list, as a new one, is tested in its own folder.
  it.each(["vae", "beta-vae", "iwae", "conv-vae", "cvae", "ss-vae", "mixture-vae", "completion-cvae"])("belongs to %s", (id) => {
    expect(elboOf(modelOf(id))).toBeDefined();
  });
  it.each([
    "ae", "missing-vae", "latent-flow", "vq-vae", "vae-gan",
    "gan", "cgan", "acgan", "info-gan", "dcgan", "wgan", "wgan-gp", "sngan", "flow", "pixel-flow", "translate", "cycle-gan", "completion-cgan",
  ])("does not belong to %s", (id) => {
    expect(elboOf(modelOf(id))).toBeUndefined();
  });

  it("has the objective and the prior of its model, which imposes that prior", () => {
    for (const model of models) if (elboOf(model)) expect(model.prior.imposed, model.id).toBe(true);
    const bound = elboOf(modelOf("mixture-vae"))!;
    expect([bound.objective, bound.prior]).toEqual([modelOf("mixture-vae").objectives[0], modelOf("mixture-vae").prior]);
  });

  it.each(["elbo", "kl", "reconstruction"])("does not exist without %s", (part) => {
    const [objective] = modelOf("vae").objectives;
    expect(elboOf({ ...modelOf("vae"), objectives: [{ ...objective!, [part]: undefined }] })).toBeUndefined();
  });

  it("is computed with one code for each image", () => {
    const h = settingsOf("iwae");
    expect(h["samples"]).toBeGreaterThan(1);
    expect(oneDraw(elboOf(modelOf("iwae"))!.objective, h)).toEqual({ ...h, samples: 1 });
    expect(oneDraw(elboOf(modelOf("vae"))!.objective, settingsOf("vae"))).toEqual(settingsOf("vae"));
  });
});

it("the noise of a code has as many numbers as the code", () => {
  expect(["vae", "vae-gan", "latent-flow"].map((id) => codeNoise(modelOf(id), settingsOf(id)))).toEqual(["eps", "eps", "eps"]);
  expect(codeNoise(modelOf("iwae"), settingsOf("iwae"))).toBeUndefined();
  expect(codeNoise(modelOf("iwae"), { ...settingsOf("iwae"), samples: 1 })).toBe("eps");
  // A GAN draws z from the prior, and an autoencoder draws nothing.
  expect(["gan", "flow", "ae"].map((id) => codeNoise(modelOf(id), settingsOf(id)))).toEqual([undefined, undefined, undefined]);
});

it("only models without an encoder may leave whole classes out", () => {
  expect(["gan", "vae"].map((id) => mayLeaveClassesOut(modelOf(id)))).toEqual([true, false]);
  expect(mayLeaveClassesOut({ drawsNothing: true })).toBe(false);
});
