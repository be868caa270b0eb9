import type { TextsOf } from "../facts";
import type { digitFid } from "./definition";

export const en = {
  name: "digit-FID",
  ownName: "FID of the classifier’s features",
  about:
    "A Gaussian is fitted to the evaluation classifier’s features of samples, and another one to those of training images. " +
    "digit-FID is their squared Fréchet distance; lower is better. Values from other features, such as the FID of papers, or from other numbers of samples are not comparable.",
  facts: {
    distance: "samples against training images",
    floor: "floor: as many random test images against training images",
  },
} satisfies TextsOf<typeof digitFid>;
