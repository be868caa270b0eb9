import type { TextsOf } from "../facts";
import type { translation } from "./definition";

export const en = {
  name: "Translated images",
  about: "Translated test images are compared with the originals: in error, sharpness, slant, thickness, and class by the evaluation classifier. The input images are compared in the same way.",
  facts: {
    pixelError: "mean |error| of a pixel, translated image",
    pixelErrorOfGiven: "mean |error| of a pixel, input image",
    sameClassOfGiven: "same class, input image",
    sharpnessMade: "sharpness of the translated images",
    slant: "slant: pixels to the right for each row upwards",
    thickness: "thickness of strokes, in pixels",
    ofEach: (made: string, given: string, images: string) => `${made} translated, ${given} input, ${images} original`,
  },
} satisfies TextsOf<typeof translation>;
