import type { FactsOf } from "../facts";
import type { testError } from "./definition";
import type { en } from "./texts.en";

export const facts: FactsOf<typeof testError, typeof en> = ({ error, perClass, images }, words, { words: common, line, bars, percent, estimated, classes, fromImages }) => fromImages([
  line(words.testError, estimated(error, images)),
  line(common.chance, percent(0.9)),
  bars(words.errorPerClass, classes(perClass, percent)),
], images);
