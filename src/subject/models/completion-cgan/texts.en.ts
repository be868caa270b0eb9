import type { ModelTexts } from "../texts";

export const en = {
  name: "Completion by CGAN",
  about: "This conditional GAN gets part of a digit and noise, and draws the rest. " +
    "A discriminator sees the whole image, and an L1 term pulls it to the true one.",
  question: "Do the completions change with new noise?",
  objectives: {
    "completing-generator": "The generator learns to make completions that are classified as real and close to the true image",
  },
  terms: {
    "l1": {
      name: "L1 distance",
      about: "The L1 distance of completion and true image: the sum of absolute differences over all pixels.",
    },
    "completing-generator-total": {
      name: "generator, total",
      about: "Falls as completions are rated as real and come close to the true image.",
    },
  },
  symbols: {
    "completion": { name: "G of c and z", about: "The generator: completes the given part c. The noise z allows different completions." },
    "discriminator-of-c-x": {
      name: "D of c and x",
      about: "The discriminator: its probability that x is a real image, given the part c.",
    },
  },
  presets: {
    "half-a-digit-by-gan": {
      title: "Does it use the noise?",
      about: "A generator gets half a digit and noise, and draws the rest; a discriminator sees the whole image beside the given half. " +
        "The term with λ pulls every completion to the one true image.",
      question: "Change z: do the completions change? Then raise λ and look again: does the noise still have an effect?",
    },
  },
} satisfies ModelTexts;
