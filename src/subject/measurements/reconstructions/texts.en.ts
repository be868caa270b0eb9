import type { TextsOf } from "../facts";
import type { reconstructions } from "./definition";

export const en = {
  name: "Reconstructions",
  about: "Reconstructions of test images are compared with the originals: in sharpness, and in class by the evaluation classifier.",
  facts: {
    sharpness: "sharpness of reconstructions",
  },
} satisfies TextsOf<typeof reconstructions>;
