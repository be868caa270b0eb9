import type { TextsOf } from "../facts";
import type { reconstructions } from "./definition";

export const en = {
  name: "Reconstructions",
  about: "How sharp reconstructed test images are beside the originals, and whether the judge sees the same class.",
  facts: {
    sharpness: "sharpness of reconstructions",
  },
} satisfies TextsOf<typeof reconstructions>;
