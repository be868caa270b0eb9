import type { TextsOf } from "../facts";
import type { testError } from "./definition";

export const en = {
  about: "The model’s own classifier is wrong on this share of the test images.",
  facts: {
    testError: "wrong class",
    errorPerClass: "wrong class, by class of the image",
  },
} satisfies TextsOf<typeof testError>;
