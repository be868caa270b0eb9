import type { TextsOf } from "../facts";
import type { kSampleBound } from "./definition";

export const en = {
  name: "Likelihood bound",
  about: "An upper bound on −log p(x) of test images, from K draws of z for each; it tightens as K grows.",
  settings: {
    k: "draws K",
  },
  facts: {
    bound: (k: string) => `bound with K = ${k}`,
    negativeElbo: "−ELBO, same draws",
  },
  points: {
    about: "An upper bound on −log p(x) of test points, from K draws of z for each. In expectation, it tightens as K grows.",
  },
} satisfies TextsOf<typeof kSampleBound>;
