import type { TextsOf } from "../facts";
import type { codes } from "./definition";

export const en = {
  about: "What the codes of test images carry, dimension by dimension, and what is lost without them.",
  facts: {
    activeUnits: "active dimensions",
    rate: "rate: what the code costs",
    components: "components in use",
    sortedByComponent: "images of their component's most frequent class",
    perplexity: "perplexity: entries, were all used alike",
    dead: "dead entries, which no image uses",
    entries: "share of places at which each entry stands",
    entry: (k: string) => `e${k}`,
    unused: "dead",
    distortion: "distortion: the image, given its code",
    sigma: "σ of the pixels",
    klPerDimension: "KL to the prior by dimension, nats per image",
    variances: "variance of the code by dimension",
    dimension: (j: string) => `z${j}`,
  },
  points: {
    about: "Shows how much information the codes of test points carry, by dimension, and the loss that remains.",
    facts: {
      distortion: "distortion: the point, given its code",
      sigma: "σ of the decoder",
      klPerDimension: "KL to the prior by dimension, nats per point",
    },
  },
} satisfies TextsOf<typeof codes>;
