import type { TextsOf } from "../facts";
import type { codes } from "./definition";

export const en = {
  about: "Rate, distortion and the KL of each latent dimension show how the model uses its code on test images.",
  facts: {
    activeUnits: "active units",
    rate: "rate R, the KL to the prior",
    components: "components in use",
    sortedByComponent: "images of their component's most frequent class",
    perplexity: "perplexity: equivalent number of equally used entries",
    dead: "dead entries, which no image uses",
    entries: "share of positions with each entry",
    entry: (k: string) => `e${k}`,
    unused: "dead",
    distortion: "distortion D, −log p(x|z) of the image",
    sigma: "σ of the pixels",
    klPerDimension: "KL to the prior by dimension, nats per image",
    variances: "variance of the posterior mean by dimension",
    dimension: (j: string) => `z${j}`,
  },
  points: {
    about: "Rate, distortion and the KL of each latent dimension show how the model uses its code on test points.",
    facts: {
      distortion: "distortion D, −log p(x|z) of the point",
      sigma: "σ of the decoder",
      klPerDimension: "KL to the prior by dimension, nats per point",
    },
  },
} satisfies TextsOf<typeof codes>;
