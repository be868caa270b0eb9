import type { TextsOf } from "../facts";
import type { memorising } from "./definition";

export const en = {
  name: "Nearest training image",
  about: "Whether samples are copies: how far each is from its nearest training image, pixel by pixel.",
  facts: {
    medianOfSamples: "samples, median distance",
    medianOfTest: "test images, median distance",
    suspicious: "samples nearer than 99\u00a0% of test images",
  },
} satisfies TextsOf<typeof memorising>;
