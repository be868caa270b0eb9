import type { TextsOf } from "../facts";
import type { digitFid } from "./definition";

export const en = {
  name: "digit-FID",
  ownName: "FID of the classifier’s features",
  about:
    "The Fréchet distance compares samples with training images in the features of the evaluation classifier; lower is better. " +
    "Values from other features, such as the FID of papers, are not comparable.",
  facts: {
    distance: "samples against training images",
    floor: "floor: as many random test images against training images",
  },
} satisfies TextsOf<typeof digitFid>;
