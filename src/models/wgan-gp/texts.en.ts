import type { ModelTexts } from "../texts";

export const en = {
  name: "WGAN, gradient penalty",
  about: "A Wasserstein GAN whose critic is not clipped. " +
    "It pays for every slope that is not 1 between a real and a generated image.",
  question: "What happens to scores and digits when the weight of the penalty, λ, goes to 0?",
  hyperparameters: {
    architecture: { name: "critic", about: "Dense layers, or convolutions, which see strokes wherever they are." },
  },
  options: {
    dense: "dense",
    conv: "convolutional",
  },
  terms: {
    "gradient-penalty": {
      name: "gradient penalty",
      about: "0 when the critic's slope is 1 everywhere between real and generated images.",
    },
  },
  symbols: {
    "between": { name: "x hat", about: "An image between a real and a generated one: a mixture of both in random shares." },
  },
  presets: {
    "gradient-penalty": {
      title: "A penalty, not clipping",
      about: "Instead of clipping weights, this critic pays whenever its slope between a real and a generated image is not one. " +
        "No weight is held back, yet its score cannot change much faster than the image does.",
      question: "Turn λ down to 0 while it trains. What happens to the critic's scores, and what to the digits?",
    },
    "all-eight": {
      title: "All eight Gaussians",
      about: "The data are eight Gaussians, and a critic with a gradient penalty keeps samples in all of them from the first 500 steps on. " +
        "What takes longer is to empty the gaps: at step 500 about 30 % of the samples lie between the Gaussians, at step 2,000 about 11 %.",
      question: "Look at the critic's score along the circle. Where is it highest, and why does no Gaussian stay without samples?",
    },
  },
} satisfies ModelTexts;
