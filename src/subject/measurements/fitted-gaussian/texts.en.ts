import type { TextsOf } from "../facts";
import type { fittedGaussian } from "./definition";

export const en = {
  name: "Gaussian fitted to the codes",
  about: "A Gaussian with a full covariance is fitted to the means of test images' codes. Its samples are decoded, and the evaluation classifier counts clear digits.",
  facts: {
    clear: "clear samples of the fitted Gaussian",
    clearOfPrior: "clear samples of the prior",
  },
} satisfies TextsOf<typeof fittedGaussian>;
