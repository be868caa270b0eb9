/**
 * Compares test images with reconstructions from their codes' means: sharpness, and the class that the evaluation classifier
 * recognises.
 */
import { classifyImages, codesOf, realImages, slicesOf } from "../../engine/measurementInputs/images";
import type { Measure } from "../../engine/measurementInputs/measurement";
import { decodeImages } from "../../engine/pictures/pictures";
import { agreement } from "../../metrics/probe";
import { gradientMagnitude } from "../../metrics/sharpness";
import type { reconstructions } from "./definition";

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
