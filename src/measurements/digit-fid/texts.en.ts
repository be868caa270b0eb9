import type { TextsOf } from "../facts";
import type { digitFid } from "./definition";

export const en = {
  name: "digit-FID",
  ownName: "FID of the judge’s features",
  about:
    "How far samples are from training images in the judge’s features, 0 being best. " +
    "Values made with other features cannot be compared with it.",
  facts: {
    distance: "samples against training images",
    floor: "floor: as many test images against training images",
  },
} satisfies TextsOf<typeof digitFid>;
