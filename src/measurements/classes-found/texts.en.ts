import type { TextsOf } from "../facts";
import type { classesFound } from "./definition";

export const en = {
  name: "Classes found",
  about:
    "Each class is given the digit that the judge sees in its samples, no digit twice, chosen so that as many samples as " +
    "possible show theirs. How many do.",
  facts: {
    found: "samples that show their class’s digit",
    perValue: "the same by class: class → digit",
  },
} satisfies TextsOf<typeof classesFound>;
