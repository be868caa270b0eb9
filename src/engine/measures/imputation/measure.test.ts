import { expect, it } from "vitest";
import { realImages } from "../../measurementInputs/images";
import { bench, modelOf } from "../../../subject/measurements/testing";

const on = bench();

it("pixels imputed without a code are the decoder's grey, and the mean image is the mean of the observed pixels", async () => {
  const of = on.ignoringZ(on.frozen(modelOf("missing-vae")), 0);
  const { ofModel, ofMean, missing } = await on.ask("imputation", { k: 2, images: 100 }, of);
  const pixels = realImages(on.dataset, "test", { first: 0, count: 100 }).pixels;
  const meanOf = (f: (value: number) => number) => pixels.reduce((sum, value) => sum + f(value), 0) / pixels.length;
  expect(missing).toBeCloseTo(0.5, 2);
  expect(ofModel.absolute).toBeCloseTo(meanOf((value) => Math.abs(0.5 - value)), 2);
  expect(ofModel.squared).toBeCloseTo(meanOf((value) => (0.5 - value) ** 2), 2);
  expect(ofMean.squared).toBeLessThan(0.075); // the variance of pixels around the mean image is 0.067
  expect(ofMean.squared).toBeGreaterThan(0.055);
});
