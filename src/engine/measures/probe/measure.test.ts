import { expect, it } from "vitest";
import type { Model } from "../../../core/model/model";
import { PIXELS } from "../../../core/run/runConfig";
import type { FrozenModel } from "../../step/frozenModel";
import { bench, modelOf } from "../../../subject/measurements/testing";

const on = bench();

it("codes that are the pixels separate the classes, constant ones do not", async () => {
  const vae = modelOf("vae");
  const coded = (encode: Model["encode"], latent: number): FrozenModel => (
    { model: { ...vae, encode: encode! }, specs: {}, h: { latent }, weights: {} }
  );
  const settings = { references: 2000, images: 100 };
  const pixels = await on.ask("probe", settings, coded((_, __, { x }) => ({ mu: x }), PIXELS));
  expect([pixels.neighbours, pixels.classes]).toEqual([5, 10]);
  expect(pixels.accuracy).toBeGreaterThan(0.85);
  const nothing = coded((tf, _, { x }) => ({ mu: tf.mul(tf.slice(x, [0, 0], [x.shape[0], 1]), 0) }), 1);
  expect((await on.ask("probe", settings, nothing)).accuracy).toBeLessThan(0.3);
});
