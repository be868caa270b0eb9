/**
 * Compares test images with reconstructions from their codes' means: sharpness, and the class that the evaluation classifier
 * recognises.
 */
import { classifyImages, codesOf, realImages, slicesOf } from "../../measurementInputs/images";
import type { Measure } from "../../measurementInputs/measurement";
import { decodeImages } from "../../pictures/pictures";
import { agreement } from "../../../subject/metrics/probe";
import { gradientMagnitude } from "../../../subject/metrics/sharpness";
import type { reconstructions } from "../../../subject/measurements/reconstructions/definition";

export const measure: Measure<typeof reconstructions> = {
  needs: ["test"],
  judged: true,
  async *run({ frozen, data, judge }, { images }) {
    const theJudge = await judge();
    let sharpnessOfImages = 0, sharpness = 0, same = 0;
    for (const slice of slicesOf(images)) {
      const real = realImages(data, "test", slice);
      const made = await decodeImages(frozen, await codesOf(frozen, real), real.classes, real);
      const { classes } = await classifyImages(theJudge, made);
      const share = slice.count / images;
      sharpnessOfImages += gradientMagnitude(real.pixels) * share;
      sharpness += gradientMagnitude(made) * share;
      same += agreement(classes, real.classes) * share;
      yield (slice.first + slice.count) / images;
    }
    return { images, sharpnessOfImages, sharpness, sameClass: same };
  },
};
