/** Held-out losses of programs are comparable with those of training. */
import { beforeAll, expect, it } from "vitest";
import { defaultsOf } from "../../core/model/hyperparameters";
import { step } from "../../core/run/ids";
import { measureHeldOut } from "../../engine/measurements/heldOut";
import { runSlices } from "../../engine/scheduling/slices";
import { initialise } from "../../engine/step/weights";
import { greyBatch, useBackend } from "../../engine/testing";
import { modelOf } from "./model";
import { SMALL_VAE } from "./smallVae";

beforeAll(() => useBackend("wasm"));

const SUMS = SMALL_VAE.replace(").sum(1).mean()", ").sum()");

/** Measures a program's losses on so many images. Returns them with the sizes of the batches. */
async function measured(source: string, images: number) {
  const model = modelOf(source);
  const h = defaultsOf(model.hyperparameters);
  const specs = model.networks(h);
  const sizes = new Set<number>();
  const { values, images: used } = await runSlices(measureHeldOut({
    model, specs, h, weights: initialise(specs, 1), step: step(0), images: Array.from({ length: images }, (_, i) => i),
    batchOf(wanted) {
      sizes.add(wanted.length);
      return greyBatch(wanted.length);
    },
  }));
  return { values, used, sizes: [...sizes] };
}

it("test images come in batches of the size of training, so that a sum over the batch has the size of training's", async () => {
  const [sums, means] = [await measured(SUMS, 1000), await measured(SMALL_VAE, 1000)];
  expect(sums).toMatchObject({ sizes: [16], used: 992 });
  expect(sums.values["error"]! / means.values["error"]!).toBeCloseTo(16, 4);
  expect(sums.values["kl"]! / means.values["kl"]!).toBeCloseTo(1, 4);
});

it("fewer images than a batch are repeated", async () => {
  const [few, many] = [await measured(SUMS, 10), await measured(SUMS, 16)];
  expect(few).toMatchObject({ sizes: [16], used: 10 });
  expect(few.values["error"]! / many.values["error"]!).toBeCloseTo(1, 4);
});

it("a program whose batch is no setting is measured, too", async () => {
  expect((await measured(SMALL_VAE, 40)).used).toBe(32);
});
