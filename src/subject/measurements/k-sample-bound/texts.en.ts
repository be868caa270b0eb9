import type { TextsOf } from "../facts";
import type { kSampleBound } from "./definition";

export const en = {
  name: "Likelihood bound",
  about: "In expectation, K draws of z for each test image give an upper bound on −log p(x), which tightens with K. On grey pixels the Bernoulli term is no normalised likelihood, so only values on binarised pixels can be compared with papers.",
  settings: {
    k: "draws K",
  },
  facts: {
    bound: (k: string) => `bound with K = ${k}`,
    negativeElbo: "−ELBO, same draws",
    bitsPerDim: "the bound in bits per value of x",
    ofBits: (value: string) => `${value} bits/dim`,
  },
  points: {
    about: "In expectation, K draws of z for each test point give an upper bound on −log p(x), which tightens with K.",
  },
} satisfies TextsOf<typeof kSampleBound>;
