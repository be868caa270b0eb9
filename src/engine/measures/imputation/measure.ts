/** Measures how well the model and the mean image impute missing pixels of test images. Mattei & Frellsen 2019, §4. */
import { PIXELS } from "../../../core/run/runConfig";
import { MISSING } from "../../../core/model/missing";
import { imputed } from "../../pictures/imputed";
import { hideMissingOf } from "../../pictures/testImages";
import { realImages, slicesOf } from "../../measurementInputs/images";
import type { Measure, MeasurementContext, Measuring } from "../../measurementInputs/measurement";
import type { imputation } from "../../../subject/measurements/imputation/definition";

/** The rows decoded in one slice: some 30 ms with WASM on one core. */
const ROWS = 500;
/** The number of training images in the mean image. */
const REFERENCES = 10_000;
/** The share of the whole work that computing the mean image takes. */
const MEAN_IMAGE_SHARE = 0.1;

/** Returns each pixel's mean over the training images in which it is observed, [784]. */
async function* meanImage({ frozen, data }: MeasurementContext): Measuring<Float64Array> {
  const sums = new Float64Array(PIXELS), counts = new Float64Array(PIXELS);
  for (const slice of slicesOf(REFERENCES)) {
    const { pixels, indices } = realImages(data, "train", slice);
    hideMissingOf(frozen, pixels, indices);
    pixels.forEach((value, i) => {
      if (value === MISSING) return;
      sums[i % PIXELS]! += value;
      counts[i % PIXELS]!++;
    });
    yield MEAN_IMAGE_SHARE * ((slice.first + slice.count) / REFERENCES);
  }
  return sums.map((sum, i) => sum / counts[i]!);
}

export const measure: Measure<typeof imputation> = {
  needs: ["train", "test"],
  judged: false,
  async *run(context, { k, images }) {
    const { frozen, data } = context;
    const mean = yield* meanImage(context);
    const zero = () => ({ absolute: 0, squared: 0 });
    const [ofModel, ofMean] = [zero(), zero()];
    let missing = 0;
    const add = (errors: typeof ofModel, error: number) => {
      errors.absolute += Math.abs(error);
      errors.squared += error * error;
    };
    for (const slice of slicesOf(images, Math.max(1, Math.floor(ROWS / k)))) {
      const { pixels, indices } = realImages(data, "test", slice);
      const seen = pixels.slice();
      hideMissingOf(frozen, seen, indices);
      const made = await imputed(frozen, seen, k, slice.first);
      seen.forEach((value, i) => {
        if (value !== MISSING) return;
        missing++;
        add(ofModel, made[i]! - pixels[i]!);
        add(ofMean, mean[i % PIXELS]! - pixels[i]!);
      });
      yield MEAN_IMAGE_SHARE + (1 - MEAN_IMAGE_SHARE) * ((slice.first + slice.count) / images);
    }
    const shares = ({ absolute, squared }: typeof ofModel) => ({ absolute: absolute / missing, squared: squared / missing });
    return { images, k, missing: missing / (images * PIXELS), ofModel: shares(ofModel), ofMean: shares(ofMean) };
  },
};
