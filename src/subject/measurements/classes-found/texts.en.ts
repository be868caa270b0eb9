import type { TextsOf } from "../facts";
import type { classesFound } from "./definition";

export const en = {
  name: "Classes found",
  about:
    "Each class stands for one digit, and no digit is used twice. The assignment maximises the share of samples in which the " +
    "evaluation classifier sees the digit of their class.",
  facts: {
    found: "samples that show their class’s digit",
    perValue: "the same by class: class → digit",
  },
} satisfies TextsOf<typeof classesFound>;
