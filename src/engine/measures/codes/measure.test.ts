import { expect, it } from "vitest";
import type { HyperparameterValues } from "../../../core/model/hyperparameters";
import { bench, modelOf } from "../../../subject/measurements/testing";

const on = bench();

it("codes have rate and distortion", async () => {
  const of = on.frozen(modelOf("vae"));
  const { klPerDimension, rateBits, distortionNats, activeUnits, variances } = await on.ask("codes", { images: 300 }, of);
  expect(klPerDimension!.reduce((sum, value) => sum + value, 0)).toBeCloseTo(rateBits! * Math.LN2, 10);
  expect(distortionNats!).toBeGreaterThan(400);
  expect(activeUnits).toBe(variances.filter((value) => value > 0.01).length);
  const points = await on.ask("codes", { images: 300 }, on.frozen(modelOf("ae")));
  expect(points).toMatchObject({ klPerDimension: null, rateBits: null });
  expect(points.distortionNats!).toBeGreaterThan(400);
});

it("codes of a learned prior have the rate of its own KL term, and its components sort the images", async () => {
  const of = on.frozen(modelOf("mixture-vae"), { prior: "mixture" }); // far from the codes at first
  const { klPerDimension, rateBits, sorting } = await on.ask("codes", { images: 2000 }, of);
  expect(klPerDimension).toBeNull(); // no sum over dimensions
  const { "drawn-kl": kl } = await on.heldOut(of, 2000);
  expect(Math.abs((rateBits! * Math.LN2) / kl! - 1)).toBeLessThan(0.1); // by other draws
  expect(sorting!.components).toBe(of.h["components"]);
  expect(sorting!.used).toBeGreaterThan(1);
  expect(sorting!.sameClass).toBeGreaterThan(0.1);
  expect((await on.ask("codes", { images: 20 }, on.frozen(modelOf("vae")))).sorting).toBeNull();
});

it("the σ of Gaussian pixels is what was set or learned; other models have none", async () => {
  const sigmaOf = async (chosen: HyperparameterValues) => (await on.ask("codes", { images: 2 }, on.frozen(modelOf("vae"), chosen))).sigma;
  expect(await sigmaOf({ likelihood: "gaussian", sigma: 0.7 })).toBeCloseTo(0.7, 6);
  expect(await sigmaOf({ likelihood: "gaussian-learned", sigma: 0.4 })).toBeCloseTo(0.4, 6);
  expect(await sigmaOf({})).toBeNull();
});
