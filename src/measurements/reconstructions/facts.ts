import type { FactsOf } from "../facts";
import type { reconstructions } from "./definition";
import type { en } from "./texts.en";

export const facts: FactsOf<typeof reconstructions, typeof en> = (result, words, { words: common, line, estimated, ofJudge, fromImages }) => fromImages([
  line(words.sharpness, result.sharpness.toFixed(4)),
  line(common.sharpnessOfImages, result.sharpnessOfImages.toFixed(4)),
  line(common.sameClass, estimated(result.sameClass, result.images)),
  ...ofJudge(result.judge),
], result.images);
