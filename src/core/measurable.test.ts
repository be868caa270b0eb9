import { describe, expect, it } from "vitest";
import { findModel, models } from "../models/registry";
import { defaultsOf } from "./hyperparameters";
import { codeNoise, elboOf, mayLeaveClassesOut, measurementsOf, oneDraw } from "./measurable";
import type { Model } from "./model";

const modelOf = (id: string): Model => findModel(id)!;
const settingsOf = (id: string) => defaultsOf(modelOf(id).hyperparameters);

describe("measurements of a model", () => {
  it.each([
    ["vae", "image", "k-sample-bound codes reconstructions probe class-histogram digit-fid memorising quantised-decoder gradient-variance"],
    ["vae", "own", "k-sample-bound codes reconstructions probe class-histogram digit-fid memorising gradient-variance"],
    ["vae", "unlabelled", "k-sample-bound codes memorising gradient-variance"],
    ["vae", "points", "k-sample-bound codes probe divergences gradient-variance"],
    ["ae", "image", "codes reconstructions probe class-histogram digit-fid memorising quantised-decoder"],
    ["missing-vae", "image", "codes reconstructions probe imputation class-histogram digit-fid memorising quantised-decoder"],
    ["ss-vae", "image", "k-sample-bound codes reconstructions probe test-error class-accuracy class-histogram digit-fid memorising quantised-decoder augmentation"],
    ["ss-vae", "unlabelled", "k-sample-bound codes memorising"],
    ["gan", "image", "class-histogram digit-fid memorising quantised-decoder"],
    ["gan", "points", "divergences"],
    ["cgan", "image", "class-accuracy class-histogram digit-fid memorising quantised-decoder augmentation"],
    ["cgan", "own", "class-accuracy class-histogram digit-fid memorising"],
    ["info-gan", "image", "classes-found class-histogram digit-fid memorising quantised-decoder"],
    ["info-gan", "own", "class-histogram digit-fid memorising"],
    ["translate", "image", "translation class-histogram digit-fid memorising quantised-decoder"],
    ["completion-cgan", "image", "class-histogram digit-fid memorising quantised-decoder"],
  ] as const)("%s on %s data has %s", (id, data, expected) => {
    expect(measurementsOf(modelOf(id), data).join(" ")).toBe(expected);
  });

  it("a conditional model that is given an image cannot augment training data", () => {
    const given = { ...modelOf("cgan"), given: modelOf("translate").given! };
    expect(measurementsOf(given, "image")).not.toContain("augmentation");
  });
});

describe("the evidence lower bound", () => {
  it("belongs to models whose objective has all of its parts and whose prior has a density", () => {
    expect(models.filter((model) => elboOf(model) === undefined).map(({ id }) => id)).toEqual([
      "ae", "missing-vae", "latent-flow", "vq-vae", "vae-gan",
      "gan", "cgan", "acgan", "info-gan", "dcgan", "wgan", "wgan-gp", "sngan", "flow", "pixel-flow", "translate", "cycle-gan", "completion-cgan",
    ]);
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
});
