import type { FactsOf } from "../facts";
import type { fittedGaussian } from "./definition";
import type { en } from "./texts.en";

export const facts: FactsOf<typeof fittedGaussian, typeof en> = (result, words, { line, estimated, ofJudge, fromSamples }) => fromSamples([
  line(words.clear, estimated(result.clear, result.samples)),
  line(words.clearOfPrior, estimated(result.clearOfPrior, result.samples)),
  ...ofJudge(result.judge),
], result.samples);
