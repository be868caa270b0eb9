import type { ModelTexts } from "../texts";

export const en = {
  name: "Completion by CGAN",
  about: "A conditional GAN that is given part of a digit and noise, and paints the rest. " +
    "A discriminator sees the whole, and an L1 term keeps it near the true image.",
  question: "Does a new noise change the ending?",
  objectives: {
    "completing-generator": "The generator learns to be taken for real and to stay near the true image",
  },
  terms: {
    "l1": {
      name: "L1 distance",
      about: "How far the completion is from the true image: the sum of differences over all pixels.",
    },
    "completing-generator-total": {
      name: "generator, total",
      about: "Falls as completions are taken for real and come near the true image.",
    },
  },
  symbols: {
    "completion": { name: "G of c and z", about: "The generator: completes the given part c; the noise z is to decide how." },
    "discriminator-of-c-x": {
      name: "D of c and x",
      about: "The discriminator: its probability that x is a real image, with the given part c beside it.",
    },
  },
  presets: {
    "half-a-digit-by-gan": {
      title: "Does it use the noise?",
      about: "A generator gets half a digit and noise, and paints the rest; a discriminator sees the whole beside the given half. " +
        "The term with λ pulls every ending towards the one true image.",
      question: "Change z: do the endings change? Then raise λ and look again: what has become of the noise?",
    },
  },
} satisfies ModelTexts;
