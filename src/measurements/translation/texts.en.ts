import type { TextsOf } from "../facts";
import type { translation } from "./definition";

export const en = {
  name: "Images made",
  about: "How near what the model makes is to the test image, how sharp, how slanted and thick, and whether the judge sees the same digit; beside what is given, taken as it is.",
  facts: {
    pixelError: "mean |error| of a pixel, what is made",
    pixelErrorOfGiven: "mean |error| of a pixel, what is given",
    sameClassOfGiven: "same class, by the judge, in what is given",
    sharpnessMade: "sharpness of what is made",
    slant: "slant: pixels to the right for each row upwards",
    thickness: "thickness of strokes, in pixels",
    ofEach: (made: string, given: string, images: string) => `${made} made, ${given} given, ${images} images`,
  },
} satisfies TextsOf<typeof translation>;
