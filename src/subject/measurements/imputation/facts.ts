import type { FactsOf } from "../facts";
import type { imputation } from "./definition";
import type { en } from "./texts.en";

export const facts: FactsOf<typeof imputation, typeof en> = ({ missing, ofModel, ofMean, images }, words, { line, decimal, percent, fromImages }) => fromImages([
  line(words.missing, percent(missing)),
  line(words.absoluteError, decimal(ofModel.absolute, 4)),
  line(words.absoluteErrorOfMean, decimal(ofMean.absolute, 4)),
  line(words.squaredError, decimal(ofModel.squared, 4)),
  line(words.squaredErrorOfMean, decimal(ofMean.squared, 4)),
], images);
