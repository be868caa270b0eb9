import type { FactsOf } from "../facts";
import type { reconstructions } from "./definition";
import type { en } from "./texts.en";

export const facts: FactsOf<typeof reconstructions, typeof en> = (result, words, { words: common, line, decimal, estimated, ofJudge, fromImages }) => fromImages([
  line(words.sharpness, decimal(result.sharpness, 4)),
  line(common.sharpnessOfImages, decimal(result.sharpnessOfImages, 4)),
  line(common.sameClass, estimated(result.sameClass, result.images)),
  ...ofJudge(result.judge),
], result.images);
