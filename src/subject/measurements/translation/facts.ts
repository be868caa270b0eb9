import type { FactsOf } from "../facts";
import type { OfTranslation, translation } from "./definition";
import type { en } from "./texts.en";

export const facts: FactsOf<typeof translation, typeof en> = (result, words, { words: common, line, decimal, estimated, fromImages }) => {
  const ofEach = ({ made, given, images }: OfTranslation) => words.ofEach(decimal(made, 2), decimal(given, 2), decimal(images, 2));
  return fromImages([
    line(words.pixelError, decimal(result.error, 4)),
    line(words.pixelErrorOfGiven, decimal(result.errorOfGiven, 4)),
    line(common.sameClass, estimated(result.sameClass, result.images)),
    line(words.sameClassOfGiven, estimated(result.sameClassOfGiven, result.images)),
    line(words.sharpnessMade, decimal(result.sharpness, 4)),
    line(common.sharpnessOfImages, decimal(result.sharpnessOfImages, 4)),
    line(words.slant, ofEach(result.slant)),
    line(words.thickness, ofEach(result.thickness)),
  ], result.images);
};
