import type { TextsOf } from "../facts";
import type { probe } from "./definition";

export const en = {
  name: "Class in the code",
  about: "How often a test image has the class that most of its nearest training codes have.",
  settings: {
    references: "training images",
  },
  facts: {},
  points: {
    about: "Reports how often a test point has the class that most of its nearest training codes have.",
    settings: { references: "training points" },
  },
} satisfies TextsOf<typeof probe>;
