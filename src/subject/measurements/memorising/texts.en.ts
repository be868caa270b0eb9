import type { TextsOf } from "../facts";
import type { memorising } from "./definition";

export const en = {
  name: "Nearest training image",
  about: "The pixel distance of samples to their nearest training images is compared with that of test images. A much smaller one suggests copies.",
  facts: {
    medianOfSamples: "samples, median distance",
    medianOfTest: "test images, median distance",
    suspicious: "samples nearer than 99\u00a0% of test images",
  },
} satisfies TextsOf<typeof memorising>;
