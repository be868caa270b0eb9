import type { TextsOf } from "../facts";
import type { imputation } from "./definition";

export const en = {
  name: "Missing pixels",
  about: "The model fills in the missing pixels of test images from K codes each. Its errors are compared with those of the mean image; grey values lie between 0 and 1.",
  settings: {
    k: "draws K",
  },
  facts: {
    missing: "missing pixels",
    absoluteError: "mean |error|, the model",
    absoluteErrorOfMean: "mean |error|, the mean image",
    squaredError: "mean squared error, the model",
    squaredErrorOfMean: "mean squared error, the mean image",
  },
} satisfies TextsOf<typeof imputation>;
