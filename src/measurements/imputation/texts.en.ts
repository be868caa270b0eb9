import type { TextsOf } from "../facts";
import type { imputation } from "./definition";

export const en = {
  name: "Missing pixels",
  about: "How far the filled-in pixels of test images are from the true ones, from K codes each, beside the mean image. Grey goes from 0 to 1.",
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
