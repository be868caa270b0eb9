import type { TextsOf } from "../facts";
import type { testError } from "./definition";

export const en = {
  about: "How often the model’s own classifier names the wrong class of a test image.",
  facts: {
    testError: "wrong class",
    errorPerClass: "wrong class, by class of the image",
  },
} satisfies TextsOf<typeof testError>;
