import type { TextsOf } from "../facts";
import type { exampleInk } from "./definition";

export const en = {
  name: "Example of ink",
  about: "How much ink samples have.",
  settings: { k: "times" },
  facts: { ink: "mean ink" },
} satisfies TextsOf<typeof exampleInk>;
