import { CLASSES } from "../../../core/run/runConfig";
import type { FactsOf } from "../facts";
import type { testError } from "./definition";
import type { en } from "./texts.en";

/** A classifier with errors of a tenth is poor on digits; the bars of a good one are short. */
const FULL = 0.1;

export const facts: FactsOf<typeof testError, typeof en> = (
  { error, perClass, images, classes: count = CLASSES }, words, { words: common, line, bars, percent, estimated, classes, fromImages },
) => fromImages([
  line(words.testError, estimated(error, images)),
  line(common.chance, percent(1 - 1 / count)),
  bars(words.errorPerClass, classes(perClass, percent), FULL),
], images);
