import { expect, it } from "vitest";
import { bench, modelOf } from "../../subject/measurements/testing";
import { step } from "../../core/run/ids";
import { testOrder } from "../measurementInputs/testOrder";
import { testReader } from "../pictures/testImages";
import { runSlices } from "../scheduling/slices";
import type { FrozenModel } from "../step/frozenModel";
import { measureHeldOut } from "./heldOut";

const on = bench();

const heldOut = (of: FrozenModel, images = 500) => runSlices(measureHeldOut({
  ...of, step: step(0), images: Array.from(testOrder(on.dataset).subarray(0, images)), batchOf: testReader(on.dataset, of).testBatchOf,
}));

it("−ELBO is D + R, whatever β is", async () => {
  const { values, negativeElbo } = await heldOut(on.frozen(modelOf("vae"), { beta: 8 }));
  expect(values["total"]).toBeCloseTo(values["reconstruction"]! + 8 * values["kl"]!, 2);
  expect(negativeElbo).toBeCloseTo(values["reconstruction"]! + values["kl"]!, 2);
});

it("−ELBO has the divergence itself, whatever is free of it", async () => {
  const of = on.frozen(modelOf("beta-vae"), { beta: 1, freeBits: 1 });
  const { values, negativeElbo } = await heldOut(of);
  const { klPerDimension } = await on.ask("codes", { images: 500 }, of);
  const rate = klPerDimension!.reduce((sum, value) => sum + value, 0);
  expect(negativeElbo).toBeCloseTo(values["reconstruction"]! + rate, 2);
  expect(values["total"]! - negativeElbo!).toBeGreaterThan(1);
});

it("−ELBO with a learned prior has that prior's density", async () => {
  const { values, negativeElbo } = await heldOut(on.frozen(modelOf("mixture-vae")));
  expect(negativeElbo).toBeCloseTo(values["total"]!, 2);
});

it("models without an ELBO, or with a tighter bound, report none", async () => {
  for (const id of ["ae", "iwae"]) expect(await heldOut(on.frozen(modelOf(id)))).not.toHaveProperty("negativeElbo");
});
