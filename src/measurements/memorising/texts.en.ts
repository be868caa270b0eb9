import type { TextsOf } from "../facts";
import type { memorising } from "./definition";

export const en = {
  name: "Nearest training image",
  about: "The pixel distance of each sample to its nearest training image indicates whether samples are copies.",
  facts: {
    medianOfSamples: "samples, median distance",
    medianOfTest: "test images, median distance",
    suspicious: "samples nearer than 99\u00a0% of test images",
  },
} satisfies TextsOf<typeof memorising>;
