import type { ModelTexts } from "../texts";

export const en = {
  name: "WGAN, gradient penalty",
  about: "This Wasserstein GAN does not clip its critic. " +
    "Instead, a penalty pulls the norm of its gradient to 1 at random points between real data and samples.",
  question: "What happens to the scores and the samples when the penalty weight λ goes to 0?",
  hyperparameters: {
    architecture: { name: "critic", about: "The layers of the critic: dense, or convolutional with the same filters everywhere in the image." },
  },
  options: {
    dense: "dense",
    conv: "convolutional",
  },
  terms: {
    "gradient-penalty": {
      name: "gradient penalty",
      about: "The squared difference of the critic's gradient norm and 1, at random points between real data and samples. Pixels run from −1 to 1.",
      points: { about: "The squared difference of the critic's gradient norm and 1, at random points between real data and samples." },
    },
  },
  symbols: {
    "between": { name: "x hat", about: "A random point between a real x and a generated one: x̂ = ε x + (1 − ε) G(z) with ε uniform on [0, 1]." },
  },
  objectives: { "generator": "The generator learns to make samples that the critic scores high" },
  presets: {
    "gradient-penalty": {
      title: "A penalty, not clipping",
      about: "Instead of clipping weights, a penalty pulls the critic's gradient norm to 1 at points between real and generated images. " +
        "It does not enforce this norm, so the critic need not be 1-Lipschitz.",
      question: "Lower λ to 0 while it trains. What happens to the critic's scores, and to the digits?",
    },
    "all-eight": {
      title: "All eight Gaussians",
      about: "A critic with a gradient penalty keeps samples in all eight Gaussians of the data from step 500 on. " +
        "The gaps empty more slowly: at step 500 about 30 % of the samples lie between the Gaussians, at step 2,000 about 11 %.",
      question: "In Densities, look at the critic's score along the circle. Where is it highest, and why does every Gaussian get samples?",
    },
  },
} satisfies ModelTexts;
