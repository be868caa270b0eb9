/**
 * Measures translations of test images: their distance from the image, sharpness, slant, thickness, and whether the digit is
 * the same.
 */
import { agreement } from "../../../subject/metrics/probe";
import { gradientMagnitude } from "../../../subject/metrics/sharpness";
import { meanSlant, strokeThickness } from "../../../subject/metrics/strokes";
import { givenImages } from "../../pictures/pictures";
import { classifyImages, realImages, sampleImages, slicesOf } from "../../measurementInputs/images";
import type { Measure } from "../../measurementInputs/measurement";
import type { OfTranslation, translation } from "../../../subject/measurements/translation/definition";

const meanError = (made: Float32Array, images: Float32Array): number =>
  made.reduce((sum, value, i) => sum + Math.abs(value - images[i]!), 0) / images.length;

const NOTHING: OfTranslation = { made: 0, given: 0, images: 0 };
const plus = (sum: OfTranslation, more: OfTranslation, share: number): OfTranslation =>
  ({ made: sum.made + share * more.made, given: sum.given + share * more.given, images: sum.images + share * more.images });

export const measure: Measure<typeof translation> = {
  needs: ["test"],
  judged: true,
  async *run(context, { images }) {
    const { frozen, data } = context;
    const judge = await context.judge();
    let error = 0, errorOfGiven = 0, sharpness = 0, sharpnessOfImages = 0, sameClass = 0, sameClassOfGiven = 0;
    let slant = NOTHING, thickness = NOTHING;
    for (const slice of slicesOf(images)) {
      const real = realImages(data, "test", slice);
      const made = (await sampleImages(context, slice)).pixels;
      const given = await givenImages(frozen, real);
      const ofEach = (measured: (pixels: Float32Array) => number): OfTranslation =>
        ({ made: measured(made), given: measured(given), images: measured(real.pixels) });
      const share = slice.count / images;
      error += meanError(made, real.pixels) * share;
      errorOfGiven += meanError(given, real.pixels) * share;
      sharpness += gradientMagnitude(made) * share;
      sharpnessOfImages += gradientMagnitude(real.pixels) * share;
      slant = plus(slant, ofEach(meanSlant), share);
      thickness = plus(thickness, ofEach(strokeThickness), share);
      sameClass += agreement((await classifyImages(judge, made)).classes, real.classes) * share;
      sameClassOfGiven += agreement((await classifyImages(judge, given)).classes, real.classes) * share;
      yield (slice.first + slice.count) / images;
    }
    return { images, error, errorOfGiven, sharpness, sharpnessOfImages, sameClass, sameClassOfGiven, slant, thickness };
  },
};
