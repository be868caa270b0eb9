import type { FactsOf } from "../facts";
import type { classAccuracy } from "./definition";
import type { en } from "./texts.en";

export const facts: FactsOf<typeof classAccuracy, typeof en> = (
  { accuracy, perClass, samples, judge }, words, { words: common, line, bars, percent, estimated, classes, ofJudge, fromSamples },
) => fromSamples([
  line(common.accuracy, estimated(accuracy, samples)),
  line(common.chance, percent(1 / (judge?.classes ?? perClass).length)),
  ...ofJudge(judge),
  bars(words.perClass, classes(perClass, percent, judge?.classes), 1),
], samples);
