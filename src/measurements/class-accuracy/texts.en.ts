import type { TextsOf } from "../facts";
import type { classAccuracy } from "./definition";

export const en = {
  name: "Class accuracy",
  about: "In how many samples the judge sees the class that was asked for.",
  facts: {
    perClass: "right class, by class asked for",
  },
} satisfies TextsOf<typeof classAccuracy>;
