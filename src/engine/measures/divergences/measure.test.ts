import { expect, it } from "vitest";
import { datasetOf } from "../../../subject/data/open";
import { bench, modelOf } from "../../../subject/measurements/testing";

const on = bench();

it("a decoder that gives one point everywhere, with σ of a Gaussian of the ring, finds that Gaussian alone, far from the data", async () => {
  const frozen = on.frozen(modelOf("vae"), { data: "ring", deviation: "set", sigma: 0.06 });
  const one = on.withWeights(frozen, { "decoder/logits/kernel": new Float32Array(frozen.weights["decoder/logits/kernel"]!.size), "decoder/logits/bias": [1, 0] });
  const ring = { dataset: datasetOf(frozen.h, () => on.dataset) };
  const found = await on.ask("divergences", { samples: 4000, carried: 250 }, one, ring);
  expect(found.modes?.found).toBe(1);
  expect(found.modes?.shares[0]).toBeGreaterThan(0.99);
  // With one of eight disjoint parts, half of KL(p‖m) is ⅛·log(⅛/(9/16)) + ⅞·log 2, half of KL(q‖m) is log(1/(9/16)).
  expect(found.js).toBeCloseTo((Math.log(0.125 / 0.5625) / 8 + (7 / 8) * Math.LN2 + Math.log(1 / 0.5625)) / 2, 1);
  // The expected value is the mean distance from (1, 0) to the eight means, up to σ.
  const middles = Array.from({ length: 8 }, (_, k) => 2 * Math.sin((Math.PI * k) / 8));
  expect(Math.abs(found.wasserstein! - middles.reduce((sum, value) => sum + value, 0) / 8)).toBeLessThan(0.1); // a standard error is 0.04
  expect(found.floor.wasserstein).toBeLessThan(0.2);
  expect(found.kl).toBeGreaterThan(5 * found.floor.kl);
  const { wasserstein, floor, ...same } = await on.ask("divergences", { samples: 4000, carried: 0 }, one, ring);
  expect([wasserstein, floor.wasserstein]).toEqual([null, null]);
  expect(same).toMatchObject({ kl: found.kl, js: found.js, carried: 0 });
});

it("samples that all lie outside the grid have the largest Jensen–Shannon divergence, log 2", async () => {
  const frozen = on.frozen(modelOf("vae"), { data: "ring", deviation: "set", sigma: 0.06 });
  const far = on.withWeights(frozen, { "decoder/logits/kernel": new Float32Array(frozen.weights["decoder/logits/kernel"]!.size), "decoder/logits/bias": [100, 0] });
  const found = await on.ask("divergences", { samples: 1000, carried: 0 }, far, { dataset: datasetOf(frozen.h, () => on.dataset) });
  expect(found.js).toBeCloseTo(Math.LN2, 6);
});
