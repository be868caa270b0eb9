import type { FactsOf } from "../facts";
import type { imputation } from "./definition";
import type { en } from "./texts.en";

export const facts: FactsOf<typeof imputation, typeof en> = ({ missing, ofModel, ofMean, images }, words, { line, percent, fromImages }) => fromImages([
  line(words.missing, percent(missing)),
  line(words.absoluteError, ofModel.absolute.toFixed(4)),
  line(words.absoluteErrorOfMean, ofMean.absolute.toFixed(4)),
  line(words.squaredError, ofModel.squared.toFixed(4)),
  line(words.squaredErrorOfMean, ofMean.squared.toFixed(4)),
], images);
