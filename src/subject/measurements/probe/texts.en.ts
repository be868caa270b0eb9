import type { TextsOf } from "../facts";
import type { probe } from "./definition";

export const en = {
  name: "k-NN probe",
  about: "Each test image is assigned the most frequent class among the training images with the nearest codes.",
  settings: {
    references: "training images",
  },
  facts: {},
  points: {
    about: "Reports how often a test point has the class that most of its nearest training codes have.",
    settings: { references: "training points" },
  },
} satisfies TextsOf<typeof probe>;
