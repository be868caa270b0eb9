import type { TextsOf } from "../facts";
import type { classAccuracy } from "./definition";

export const en = {
  name: "Class accuracy",
  about: "The evaluation classifier sees the conditioning class in this share of the samples.",
  facts: {
    perClass: "right class, by conditioning class",
  },
} satisfies TextsOf<typeof classAccuracy>;
