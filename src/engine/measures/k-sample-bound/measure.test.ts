import { expect, it } from "vitest";
import type { HyperparameterValues } from "../../../core/model/hyperparameters";
import { PIXELS } from "../../../core/run/runConfig";
import { realImages } from "../../measurementInputs/images";
import { bench, modelOf } from "../../../subject/measurements/testing";

const on = bench();

it("the bound with K = 1 is the −ELBO, and falls as K grows", async () => {
  const of = on.frozen(modelOf("vae"));
  const one = await on.ask("k-sample-bound", { k: 1, images: 500 }, of);
  expect(one.bound).toBe(one.negativeElbo);
  // The draws differ, their expectation is the same.
  expect(one.bound / (await on.heldOut(of, 500))["total"]!).toBeCloseTo(1, 3);
  const many = await on.ask("k-sample-bound", { k: 50, images: 20 }, of);
  expect(many.bound).toBeLessThan(many.negativeElbo);
});

it("the bound is −log p(x) itself where the posterior is the true one", async () => {
  // The decoder ignores z: the posterior is the prior, and log p(x) is the likelihood of its constant pixels.
  const result = await on.ask("k-sample-bound", { k: 7, images: 9 }, on.ignoringZ(on.frozen(modelOf("vae")), 0));
  expect(result.bound).toBeCloseTo(PIXELS * Math.LN2, 2);
  expect(result.negativeElbo).toBeCloseTo(PIXELS * Math.LN2, 2);
  expect(result.standardError).toBeLessThan(1e-3);
});

it("binary pixels are drawn once for each test image: the same for every draw of z, and in every measurement", async () => {
  const of = on.ignoringZ(on.frozen(modelOf("vae"), { pixels: "binary" }), 1);
  const bound = await on.ask("k-sample-bound", { k: 7, images: 500 }, of);
  expect(bound.bound).toBeCloseTo(bound.negativeElbo, 3);
  expect((await on.ask("codes", { images: 500 }, of)).distortionNats).toBeCloseTo(bound.bound, 2);
  expect((await on.heldOut(of, 500))["reconstruction"]).toBeCloseTo(bound.bound, 2);
  // With a logit of 1, an image with n white pixels costs 784 softplus(1) − n.
  const white = PIXELS * Math.log1p(Math.E) - bound.bound;
  const { pixels } = realImages(on.dataset, "test", { first: 0, count: 500 });
  const expected = pixels.reduce((sum, value) => sum + value, 0) / 500;
  expect(Math.abs(white - expected)).toBeLessThan(1.5); // a standard error is 0.3
  expect(white).not.toBeCloseTo(expected, 3);
});

it("bits per pixel are those of binary pixels with a Bernoulli likelihood, and of no other data", async () => {
  const bitsOf = async (id: string, chosen: HyperparameterValues) => (await on.ask("k-sample-bound", { k: 1, images: 2 }, on.frozen(modelOf(id), chosen))).bitsPerDim;
  // A decoder that ignores z and gives each pixel the probability ½ needs one bit for each.
  const coin = on.ignoringZ(on.frozen(modelOf("vae"), { pixels: "binary" }), 0);
  expect((await on.ask("k-sample-bound", { k: 3, images: 2 }, coin)).bitsPerDim).toBeCloseTo(1, 4);
  for (const id of ["iwae", "ss-vae"]) expect(await bitsOf(id, { pixels: "binary" })).toBeGreaterThan(0);
  for (const chosen of [{ pixels: "grey" }, { pixels: "binary", likelihood: "gaussian" }, { likelihood: "gaussian-learned" }]) expect(await bitsOf("vae", chosen)).toBeUndefined();
  expect(await bitsOf("conv-vae", {})).toBeUndefined();
});
