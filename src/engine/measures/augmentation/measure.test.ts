import { expect, it } from "vitest";
import type { Model } from "../../../core/model/model";
import { PIXELS } from "../../../core/run/runConfig";
import { tf } from "../../device/tf";
import { bench, modelOf } from "../../../subject/measurements/testing";

const on = bench();

const settings = { images: 300, samples: 100, repetitions: 1, steps: 3 };
const black = (model: Model): Model => ({ ...model, decode: (_, __, { z }) => tf.matMul(z, tf.tensor2d(new Float32Array(z.shape[1] * PIXELS), [z.shape[1], PIXELS])) });

it("accuracy is chance for black samples, and grows with the number of real images", async () => {
  const of = on.frozen(modelOf("cvae"));
  const found = await on.ask("augmentation", { ...settings, steps: 40 }, { ...of, model: black(of.model) });
  expect(found.samplesAlone[0]).toBeLessThan(0.2);
  expect(found.told).toBeNull();
  expect(found.rows.map(({ labels }) => labels)).toEqual([100, 300, 1000]);
  expect(found.rows[2]!.real[0]).toBeGreaterThan(found.rows[0]!.real[0]!);
});

it("moved images, samples and other repetitions change nothing of the real ones", async () => {
  const of = on.frozen(modelOf("cvae"));
  const first = await on.ask("augmentation", settings, of);
  const found = await on.ask("augmentation", { ...settings, repetitions: 2 }, { ...of, model: black(of.model) });
  expect(first.rows.map(({ real }) => real)).toEqual(found.rows.map(({ real }) => real.slice(0, 1)));
  expect(found.rows[0]!.real[0]).not.toBe(found.rows[0]!.real[1]);
});

it("it starts from the images whose labels the model has", async () => {
  const of = on.frozen(modelOf("ss-vae"), { labels: 10 });
  const [one, other] = await Promise.all([1, 2].map((seed) => on.ask("augmentation", settings, of, { seed })));
  expect(one!.told).toBe(100);
  expect(one!.rows[0]!.real).not.toEqual(other!.rows[0]!.real);
  expect(one!.samplesAlone).toEqual(other!.samplesAlone);
});
