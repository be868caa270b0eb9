import type { FactsOf } from "../facts";
import type { OfTranslation, translation } from "./definition";
import type { en } from "./texts.en";

export const facts: FactsOf<typeof translation, typeof en> = (result, words, { words: common, line, estimated, fromImages }) => {
  const ofEach = ({ made, given, images }: OfTranslation) => words.ofEach(made.toFixed(2), given.toFixed(2), images.toFixed(2));
  return fromImages([
    line(words.pixelError, result.error.toFixed(4)),
    line(words.pixelErrorOfGiven, result.errorOfGiven.toFixed(4)),
    line(common.sameClass, estimated(result.sameClass, result.images)),
    line(words.sameClassOfGiven, estimated(result.sameClassOfGiven, result.images)),
    line(words.sharpnessMade, result.sharpness.toFixed(4)),
    line(common.sharpnessOfImages, result.sharpnessOfImages.toFixed(4)),
    line(words.slant, ofEach(result.slant)),
    line(words.thickness, ofEach(result.thickness)),
  ], result.images);
};
